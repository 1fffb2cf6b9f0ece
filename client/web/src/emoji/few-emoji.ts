import { firstGraphemes } from "../common/graphemes.js";

const FEW = 3;
/** The longest emoji have about 35 UTF-16 code units. */
const LENGTH_MAX = FEW * 35;
const IS_EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;

/** Whether a text consists of one to three emoji. */
export function isFewEmoji(text: string): boolean {
  if (text.length > LENGTH_MAX) {
    return false;
  }
  const signs = firstGraphemes(text.trim(), FEW + 1);
  return signs.length > 0 && signs.length <= FEW && signs.every(sign => IS_EMOJI.test(sign));
}
