import type { Names } from "../common/names.js";
import { t } from "../language/language.js";

/** What the user calls a user of the conversation. */
export function nameOf(user: string, me: string, names: Names): string {
  return user === me ? t.message.you : names.of(user);
}
