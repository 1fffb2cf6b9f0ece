/** A message that a search has found. */
export interface Hit {
  readonly peer: string;
  readonly seq: number;
  readonly from: string;
  /** Epoch milliseconds of the server's clock. */
  readonly sentAt: number;
  /** The text around the first match. */
  readonly snippet: string;
  /** The places of the words in the snippet: start and end of each in UTF-16 code units. */
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/** A page of hits, which may be empty. The next page exists if there is a cursor. */
export interface Searched {
  readonly type: "searched";
  readonly requestId?: string;
  readonly hits: readonly Hit[];
  readonly cursor?: string;
}
