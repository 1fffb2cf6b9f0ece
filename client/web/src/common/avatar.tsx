import { firstGraphemes } from "./graphemes.js";

const COLOURS = 6;

/** The first letter of a name, on a color that is always the same for the same user. */
export function Avatar({ user, name }: { readonly user: string; readonly name: string }) {
  let sum = 0;
  for (const sign of user) {
    sum = (sum * 37 + (sign.codePointAt(0) ?? 0)) % 65_521;
  }
  const [letter = "?"] = firstGraphemes(name, 1);
  return (
    <span class={`avatar colour-${sum % COLOURS}`} aria-hidden="true">
      {letter.toLocaleUpperCase()}
    </span>
  );
}
