import { useEffect } from "preact/hooks";
import { useChatEvents, useChatScope } from "../common/context.js";
import { t } from "../language/language.js";

/** Shows the number of unread messages in the window's title. */
export function Title() {
  const { chat } = useChatScope();
  useChatEvents("conversation", "reset");
  const unread = chat
    .conversations()
    .reduce((sum, { muted, unread }) => sum + (muted ? 0 : unread), 0);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${t.app.name}` : t.app.name;
  }, [unread, t.app.name]);
  useEffect(
    () => () => {
      document.title = t.app.name;
    },
    [],
  );
  return null;
}
