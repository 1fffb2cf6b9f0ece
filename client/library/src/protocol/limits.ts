/** The limits of `docs/protocol.md`. A test compares each with the document. */
export const LIMITS = {
  /** Bytes of a frame in either direction. */
  frameBytes: 32_000,
  /** Bytes of UTF-8 in the text of a message. */
  textBytes: 4096,
  /** UTF-16 code units of a `requestId`. */
  requestIdLength: 64,
  /** Entries of `acks` in a frame. */
  acks: 100,
  /** Entries of `cursors` in a frame. */
  cursors: 100,
  /** Entries of `seqs` in a `hide`. */
  seqs: 100,
  /** Rows of a page. */
  page: 100,
  /** Rows of a page by default. */
  pageDefault: 50,
  /** Characters of a user id. */
  userIdLength: 128,
  /** Characters of a `deviceId`. */
  deviceIdLength: 64,
  /** Users in a `profile` request. */
  profiles: 50,
  /** Users in each list of a `presence` request. */
  presences: 50,
  /** Code points of a user's name. */
  nameLength: 64,
  /** Bytes of UTF-8 in the preview of a conversation's last message. */
  previewBytes: 160,
} as const;

/** The limits of a search, which are apart so that they are loaded with the search. */
export const SEARCH_LIMITS = {
  /** Characters of a query after folding. */
  queryLength: 64,
  /** Hits of a page. */
  page: 50,
  /** Hits of a page by default. */
  pageDefault: 20,
  /** Bytes of UTF-8 in the snippet of a hit. */
  snippetBytes: 300,
} as const;
