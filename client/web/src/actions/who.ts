import type { Names } from "../common/names.js";
import { t } from "../language/language.js";

/** The name under which a user of the conversation is shown. */
export function nameOf(user: string, me: string, names: Names): string {
  return user === me ? t.message.you : names.of(user);
}
