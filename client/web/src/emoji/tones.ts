/** The skin tones from none to dark, as the modifiers after the character of a person. */
export const TONES = ["", "🏻", "🏼", "🏽", "🏾", "🏿"] as const;
export type Tone = (typeof TONES)[number];

const PERSON = /(\p{Emoji_Modifier_Base})\ufe0f?/gu;
/** The sign between two people with joined hands, each with a tone. */
const HANDSHAKE = "\u200d🤝\u200d";

/** An emoji with a skin tone for all people in it. */
export function withTone(sign: string, tone: Tone): string {
  if (tone === "") {
    return sign;
  }
  return sign
    .split(HANDSHAKE)
    .map(part => part.replace(PERSON, `$1${tone}`))
    .join(HANDSHAKE);
}
