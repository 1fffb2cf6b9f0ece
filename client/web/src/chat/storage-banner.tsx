import { useChatEvents, useChatScope } from "../common/context.js";
import { textOf } from "../common/texts.js";
import { Banner } from "./banner.jsx";

const NOT_KEPT =
  "Nothing is kept on this device: closing this tab loses messages and drafts. " +
  "Allow cookies and site data for this page, then reload it.";

/** Shows that messages are lost with this tab, or that they cannot be saved. */
export function StorageBanner() {
  const { chat } = useChatScope();
  useChatEvents("storage", "reset");
  const { storage } = chat;
  const texts = {
    durable: "",
    memory: NOT_KEPT,
    failing: storage.status === "failing" ? textOf(storage) : "",
  };
  return <Banner key={storage.status} role="status" text={texts[storage.status]} />;
}
