import type { ErrorCode } from "@serverlesschat/client";
import { t } from "../language/language.js";

/** Texts that fit a situation better than the general ones. */
export type SpecialTexts = Partial<Readonly<Record<ErrorCode, string>>>;

/** An error whose message is written for the user. */
export class Problem extends Error {}

/** The text of an error for the user. */
export function textOf(error: unknown, special: SpecialTexts = {}): string {
  if (error instanceof Problem) {
    return error.message;
  }
  const { code = "" } = (error ?? {}) as { readonly code?: string };
  const texts: Readonly<Record<ErrorCode, string>> = { ...t.errors, ...special };
  return texts[code as ErrorCode] ?? t.errors.unknownError;
}
