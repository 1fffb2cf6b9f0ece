import { contentOf } from "@serverlesschat/client";
import { isLogged, type Target } from "./acting.js";

/** An action on a message, other than a reaction. */
export type Action = "reply" | "forward" | "edit" | "copy" | "details" | "hide" | "remove";

/**
 * The possible actions on a message, in the order of the menu. The server decides how long a
 * message can be edited and removed.
 *
 * @param isBlocked whether the user blocks the peer
 */
export function possibleActions(message: Target, isBlocked: boolean): Action[] {
  const isText = contentOf(message).type === "text";
  const isPlaced = isLogged(message);
  const isOwn = isPlaced ? message.mine : message.status !== "failed";
  const all: readonly (readonly [Action, boolean])[] = [
    ["reply", isPlaced && isText && !isBlocked],
    ["forward", isText],
    ["edit", isOwn && isText && !isBlocked],
    ["copy", isText],
    ["details", isPlaced],
    ["hide", isPlaced],
    ["remove", isOwn && contentOf(message).type !== "removed"],
  ];
  return all.filter(([, isPossible]) => isPossible).map(([action]) => action);
}

/** Whether a user can react to a message. */
export function canReact(message: Target, isBlocked: boolean): boolean {
  return isLogged(message) && contentOf(message).type === "text" && !isBlocked;
}
