import { numbersIn, pluralOf } from "./plural.js";

const plural = pluralOf<"one" | "other">("en");
const number = numbersIn("en");

/** Texts for the search, in English. Their type is the type of every language. */
export const search = {
  close: "Close the search",
  find: "Search in this conversation",
  found: (count: number, orMore: boolean) =>
    orMore
      ? plural(count, { one: "# message found so far.", other: "# messages found so far." })
      : plural(count, { one: "# message found.", other: "# messages found." }),
  messages: "Messages",
  more: "Show more messages",
  next: "Next match",
  none: "No messages found.",
  onlyHere: "You are offline: only the messages on this device were searched.",
  people: "People",
  place: (place: number, of: number, orMore: boolean) =>
    `${number(place)} of ${number(of)}${orMore ? "+" : ""}`,
  previous: "Previous match",
  tooLong: "Search for at most 64 characters.",
};
