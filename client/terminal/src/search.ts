import type { ChatClient } from "@serverlesschat/client";
import { queryError, search } from "@serverlesschat/client/search";
import { SEARCH_LIMIT } from "./help.js";
import type { Output } from "./output.js";
import { Refusal } from "./refusal.js";

const REASONS = {
  emptyText: "/search needs one or more words: /search tea",
  invalidText: "The words are not Unicode text",
  tooLarge: "/search takes at most 64 characters",
};

/** `/search WORDS`: the newest messages that contain all the words, with their numbers. */
export async function searchMessages(
  { chat, output }: { readonly chat: ChatClient; readonly output: Output },
  words: string,
): Promise<void> {
  const wrong = queryError(words);
  if (wrong) {
    throw new Refusal(REASONS[wrong]);
  }
  const hits = search(chat, words);
  let count = 0;
  for await (const hit of hits) {
    output.hit(hit);
    count++;
    if (count === SEARCH_LIMIT) {
      output.note(`there may be more; the newest ${SEARCH_LIMIT} are shown`);
      break;
    }
  }
  if (hits.error) {
    const { code, message } = hits.error;
    throw new Refusal(`Only this device was searched completely: ${message} (${code})`);
  }
  if (count === 0) {
    output.note("no message has all these words");
  }
}
