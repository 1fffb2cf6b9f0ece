import { useChatEvents, useChatScope } from "../common/context.js";
import { textOf } from "../common/texts.js";
import { t } from "../language/language.js";
import { Banner } from "./banner.jsx";

/** Shows a warning if messages are lost when this tab closes, or if they cannot be saved. */
export function StorageBanner() {
  const { chat } = useChatScope();
  useChatEvents("storage", "reset");
  const { storage } = chat;
  const texts = {
    durable: "",
    memory: t.connection.notKept,
    failing: storage.status === "failing" ? textOf(storage) : "",
  };
  return <Banner key={storage.status} role="status" text={texts[storage.status]} />;
}
