/** Limits of the protocol: `docs/protocol.md`, "Limits". */

/** The longest text of a message, in bytes of UTF-8. */
export const MESSAGE_BYTES_MAX = 4096;
/** The longest name of a user, in characters. */
export const NAME_MAX = 64;
/** The largest number of users in one `profile` request. */
export const PROFILE_USERS_MAX = 50;
/** The longest user id, in characters. */
export const USER_ID_MAX = 128;
/** A user id: printable ASCII without spaces. */
export const USER_ID = /^[\x21-\x7e]{1,128}$/;
