import { firstGraphemes } from "../common/graphemes.js";

/** Frequent emoji of different moods, with their names. */
export const EMOJI: readonly (readonly [sign: string, name: string])[] = [
  ["😀", "grinning face"],
  ["😄", "smiling face with open mouth"],
  ["😂", "tears of joy"],
  ["🙂", "slight smile"],
  ["😉", "wink"],
  ["😊", "blush"],
  ["😍", "heart eyes"],
  ["😘", "kiss"],
  ["😎", "sunglasses"],
  ["🤔", "thinking"],
  ["😐", "neutral face"],
  ["🙄", "rolling eyes"],
  ["😴", "asleep"],
  ["😢", "crying"],
  ["😭", "sobbing"],
  ["😅", "cold sweat"],
  ["😬", "grimace"],
  ["😳", "flushed"],
  ["😱", "scream"],
  ["😡", "angry"],
  ["🥳", "party face"],
  ["🤗", "hug"],
  ["🤯", "exploding head"],
  ["🤒", "ill"],
  ["👍", "thumbs up"],
  ["👎", "thumbs down"],
  ["👌", "OK hand"],
  ["👋", "waving hand"],
  ["👏", "applause"],
  ["🙏", "folded hands"],
  ["💪", "strong arm"],
  ["🤞", "crossed fingers"],
  ["❤️", "red heart"],
  ["💔", "broken heart"],
  ["🔥", "fire"],
  ["✨", "sparkles"],
  ["🎉", "party popper"],
  ["🎂", "birthday cake"],
  ["🌹", "rose"],
  ["☀️", "sun"],
  ["☕", "hot drink"],
  ["🍕", "pizza"],
  ["🍺", "beer"],
  ["🚆", "train"],
  ["🏠", "house"],
  ["⏰", "alarm clock"],
  ["✅", "tick"],
  ["❌", "cross"],
];

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
