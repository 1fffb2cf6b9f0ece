import { useEffect } from "preact/hooks";
import { useChatEvents, useChatScope } from "../common/context.js";
import { numberText } from "../common/times.js";
import { unreadIn } from "../common/unread-in.js";
import { t } from "../language/language.js";
import { showUnread } from "./unread-icon.js";

/** Shows the open conversation and the number of unread messages in the window's title and icon. */
export function Title({ peer }: { readonly peer: string | undefined }) {
  const { chat, names } = useChatScope();
  useChatEvents("conversation", "reset");
  const unread = unreadIn(chat.conversations());
  const name = peer === undefined ? t.app.name : `${names.of(peer)} · ${t.app.name}`;
  const title = unread > 0 ? `(${numberText(unread)}) ${name}` : name;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => showUnread(unread), [unread]);
  useEffect(
    () => () => {
      document.title = t.app.name;
      showUnread(0);
    },
    [],
  );
  return null;
}
