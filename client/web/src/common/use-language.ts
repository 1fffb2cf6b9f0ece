import { useLayoutEffect } from "preact/hooks";
import { onLanguage } from "../language/language.js";
import { useAgain } from "./context.js";

/** Renders again, with all components below, when the language of the page changes. */
export function useLanguage(): void {
  const again = useAgain();
  useLayoutEffect(() => onLanguage(again), [again]);
}
