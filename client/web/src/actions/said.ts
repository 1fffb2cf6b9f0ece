import { contentOf, type Message } from "@serverlesschat/client";
import { t } from "../language/language.js";
import { snippetOf } from "./snippet.js";

/**
 * The announcement of a change of a message for screen readers, if there should be one: for an
 * action of the peer, and for a removed message of the user.
 *
 * @param peer the peer's name
 */
export function saidOfChange(before: Message, after: Message, peer: string): string | undefined {
  const { said } = t.actions;
  const isRemoved = contentOf(after).type === "removed";
  if (isRemoved) {
    const wasRemoved = contentOf(before).type === "removed";
    return wasRemoved ? undefined : after.mine ? said.youRemoved : said.removed(peer);
  }
  if (!after.mine && after.edited?.seq !== before.edited?.seq) {
    return said.edited(peer, snippetOf(after));
  }
  const [was, is] = [before, after].map(
    ({ reactions }) => reactions.find(({ from }) => from === after.peer)?.emoji ?? "",
  );
  if (is === undefined || was === is) {
    return undefined;
  }
  const text = snippetOf(after);
  return is === "" ? said.tookBack(peer, text) : said.reacted(peer, is, text);
}
