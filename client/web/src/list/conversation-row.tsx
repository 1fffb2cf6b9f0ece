import type { ConversationState } from "@serverlesschat/client";
import { Avatar } from "../common/avatar.jsx";
import { useChatScope } from "../common/context.js";
import { Icon, type IconName } from "../common/icons.jsx";
import { previewOf } from "../common/preview.js";
import { addressOf } from "../common/route.js";
import { Ticks } from "../common/ticks.jsx";
import { numberText, shortText } from "../common/times.js";
import { UserName } from "../common/user-name.jsx";
import { t } from "../language/language.js";

/** A conversation in the list: the peer, the newest message, the unread count. */
export function ConversationRow({
  state,
  now,
  isOpen,
  place,
  of,
}: {
  readonly state: ConversationState;
  readonly now: number;
  readonly isOpen: boolean;
  /** The position of this row, from 1, since not all rows are on the page. */
  readonly place: number;
  /** The number of all rows. */
  readonly of: number;
}) {
  const { chat, names, drafts } = useChatScope();
  const { peer, unread, muted, pinned } = state;
  const name = names.of(peer);
  const conversation = chat.conversation(peer);
  const waiting = conversation.outgoing().at(-1);
  const last = state.lastMessage;
  const own = waiting ?? (last && last.from !== peer ? last : undefined);
  const text = waiting?.body.text ?? last?.preview ?? "";
  // The preview of a message is empty once it is removed.
  const isRemoved = last !== undefined && text === "";
  const at = waiting?.createdAt ?? last?.sentAt;
  const draft = isOpen ? "" : drafts.draftOf(peer);
  // Without a connection, the presence of the peer is unknown.
  const isConnected = chat.connection.status === "online";
  const isOnline = isConnected && chat.presence(peer).status === "online";
  return (
    <li aria-posinset={place} aria-setsize={of}>
      <a class="row" href={addressOf(peer)} aria-current={isOpen ? "page" : undefined}>
        <span class={isOnline ? "face online" : "face"}>
          <Avatar user={peer} name={name} />
        </span>
        <span class="name">
          <UserName user={peer} />
          {isOnline && <span class="unseen"> {t.conversation.online} </span>}
        </span>
        <span class="at">{at !== undefined && shortText(at, now)}</span>
        {isConnected && conversation.isTyping ? (
          <span class="preview typing">{t.conversation.writing}</span>
        ) : (
          <span class="preview">
            {draft !== "" && <span class="draft">{t.list.draft}</span>}
            {draft === "" && own && <Ticks status={waiting?.status ?? statusOfLast(state)} />}
            <span dir="auto">
              {draft === "" && isRemoved ? t.message.removed : previewOf(draft || text)}
            </span>
          </span>
        )}
        <span class="marks">
          {muted && <Mark icon="mute" meaning={t.list.muted} />}
          {pinned && <Mark icon="pin" meaning={t.list.pinned} />}
          {unread > 0 && (
            <span class={muted ? "badge quiet" : "badge"}>
              <span aria-hidden="true">{numberText(unread)}</span>
              <span class="unseen">{t.list.unread(unread)}</span>
            </span>
          )}
        </span>
      </a>
    </li>
  );
}

function Mark({ icon, meaning }: { readonly icon: IconName; readonly meaning: string }) {
  return (
    <>
      <Icon name={icon} />
      <span class="unseen">{meaning} </span>
    </>
  );
}

function statusOfLast({ lastMessage, peerRead, peerDelivered }: ConversationState) {
  const seq = lastMessage?.seq ?? 0;
  return seq <= peerRead ? "read" : seq <= peerDelivered ? "delivered" : "sent";
}
