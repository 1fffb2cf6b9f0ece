import { contentOf } from "@serverlesschat/client";
import { previewOf } from "../common/preview.js";
import { t } from "../language/language.js";
import type { Target } from "./acting.js";

/** The beginning of a message, or its placeholder. */
export function snippetOf(message: Target): string {
  const content = contentOf(message);
  switch (content.type) {
    case "text":
      return previewOf(content.text);
    case "removed":
      return t.message.removed;
    case "unknown":
      return t.message.unknown;
  }
}
