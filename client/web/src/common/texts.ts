import type { ErrorCode } from "@serverlesschat/client";

/** Words for each error code. The texts that come with the codes are for developers. */
export const TEXTS: Readonly<Record<ErrorCode, string>> = {
  ackBeyondLog: "This device's copy of a conversation was replaced by the server's.",
  closed: "This chat was closed. Reload the page.",
  conflict: "Too many messages were sent at once. Try again.",
  connectFailed: "The chat cannot reach its server. Ask the operator for the right address.",
  digestMismatch: "This device's copy of a conversation differs from the server's.",
  emptyText: "The message is empty.",
  foreignStore: "This device's data belongs to another user. Sign out and sign in again.",
  invalidField: "The server does not accept this. Check what you entered.",
  invalidText: "The message contains characters that cannot be sent.",
  invalidToken: "The sign-in is not valid. Sign out and sign in again.",
  malformedFrame: "The server sent an answer that this page does not understand. Reload the page.",
  noWebSocket: "This browser is too old for the chat. Update it.",
  offline: "You are offline. Try again when you are connected.",
  rateLimited: "Too many requests. Try again later.",
  recipientUnavailable: "This user does not accept messages from you.",
  storageFailed: "This device cannot save messages. Free some space, then reload the page.",
  storageFull: "The storage of this device is full. Free some space.",
  storageOutdated: "A newer version of the chat is open in another tab. Reload the page.",
  storageUnavailable: "This browser does not let the chat save messages on this device.",
  storeDamaged: "The data of the chat on this device is damaged. Reload the page.",
  storeInUse: "The chat is open in another window. Close that window.",
  superseded: "The chat continues in another tab.",
  tokenExpired: "The sign-in has expired. Sign out and sign in again.",
  tokenFailed: "The sign-in could not be renewed. The chat tries again.",
  tooLarge: "This text is too long. Shorten it.",
  unavailable: "The server is not available. Try again later.",
  unknownAction: "The server does not support this yet.",
  unknownError: "Something went wrong. Try again or reload the page.",
  unknownUser: "No user has this id.",
  userDisabled: "This account is suspended. Contact the operator.",
};

/** Words that fit a situation better than the general ones. */
export type SpecialTexts = Partial<Readonly<Record<ErrorCode, string>>>;

/** An error whose message is written for the user. */
export class Problem extends Error {}

/** Describes an error in words for the user. */
export function textOf(error: unknown, special: SpecialTexts = {}): string {
  if (error instanceof Problem) {
    return error.message;
  }
  const { code = "" } = (error ?? {}) as { readonly code?: string };
  return { ...TEXTS, ...special }[code as ErrorCode] ?? TEXTS.unknownError;
}
