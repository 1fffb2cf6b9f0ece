/** The skin tones, from none to dark: what stands after the sign of a person. */
export const TONES = ["", "🏻", "🏼", "🏽", "🏾", "🏿"] as const;
export type Tone = (typeof TONES)[number];

const PERSON = /(\p{Emoji_Modifier_Base})\ufe0f?/gu;
/** Between two people it joins their hands, which have the tones of the people. */
const HANDSHAKE = "\u200d🤝\u200d";

/** An emoji with a skin tone, for all people in it. */
export function withTone(sign: string, tone: Tone): string {
  if (tone === "") {
    return sign;
  }
  return sign
    .split(HANDSHAKE)
    .map(part => part.replace(PERSON, `$1${tone}`))
    .join(HANDSHAKE);
}
