import type { ChatClient } from "@serverlesschat/client";
import { useEffect } from "preact/hooks";
import { onAll } from "./context.js";

const NAME = "Serverless Chat";

/** Counts unread messages in the window's title. */
export function useTitle(chat: ChatClient): void {
  useEffect(() => {
    const show = () => {
      const unread = chat
        .conversations()
        .reduce((sum, { muted, unread }) => sum + (muted ? 0 : unread), 0);
      document.title = unread > 0 ? `(${unread}) ${NAME}` : NAME;
    };
    show();
    const off = onAll(chat, ["conversation", "reset"], show);
    return () => {
      document.title = NAME;
      off();
    };
  }, [chat]);
}
