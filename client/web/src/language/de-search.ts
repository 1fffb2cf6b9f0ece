import type { Texts } from "./en.js";
import { numbersIn, pluralOf } from "./plural.js";

const plural = pluralOf<"one" | "other">("de");
const number = numbersIn("de");

/** Texts for the search, in German. */
export const search: Texts["search"] = {
  close: "Suche schließen",
  find: "In diesem Chat suchen",
  found: (count, orMore) =>
    orMore
      ? plural(count, {
          one: "Bisher # Nachricht gefunden.",
          other: "Bisher # Nachrichten gefunden.",
        })
      : plural(count, { one: "# Nachricht gefunden.", other: "# Nachrichten gefunden." }),
  messages: "Nachrichten",
  more: "Mehr Nachrichten anzeigen",
  next: "Nächster Treffer",
  none: "Keine Nachrichten gefunden.",
  onlyHere: "Du bist offline: Nur die Nachrichten auf diesem Gerät wurden durchsucht.",
  people: "Personen",
  place: (place, of, orMore) => `${number(place)} von ${number(of)}${orMore ? "+" : ""}`,
  previous: "Vorheriger Treffer",
  tooLong: "Suche nach höchstens 64 Zeichen.",
};
