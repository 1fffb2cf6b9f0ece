import type { Conversation, Message } from "@serverlesschat/client";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useChatEvents, useChatScope } from "../common/context.js";
import { DialogHeader } from "../common/dialog-header.jsx";
import { momentText } from "../common/times.js";
import { t } from "../language/language.js";
import { snippetOf } from "./snippet.js";
import { nameOf } from "./who.js";

/** The details of a message. The dialog is open while it is on the page. */
export function DetailsDialog({
  conversation,
  message,
  onTakeBack,
  onClose,
}: {
  readonly conversation: Conversation;
  readonly message: Message;
  /** Called when the user removes a reaction. */
  readonly onTakeBack: () => void;
  readonly onClose: () => void;
}) {
  const { me, names } = useChatScope();
  useChatEvents("conversation");
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const { edited, reactions } = message;
  const status = conversation.status(message);
  return (
    <dialog ref={dialog} class="details" aria-labelledby="details-title" onClose={onClose}>
      <DialogHeader dialog={dialog} id="details-title" title={t.actions.details} />
      <p class="snippet" dir="auto">
        {snippetOf(message)}
      </p>
      <dl>
        <Row name={t.actions.sent}>{momentText(message.sentAt)}</Row>
        {edited && <Row name={t.actions.editedAt}>{edited.at ? momentText(edited.at) : "…"}</Row>}
        {message.mine && (
          <>
            <Row name={t.actions.delivered}>
              {status === "delivered" || status === "read" ? t.actions.yes : t.actions.never}
            </Row>
            <Row name={t.actions.read}>{status === "read" ? t.actions.yes : t.actions.never}</Row>
          </>
        )}
      </dl>
      {reactions.length > 0 && (
        <>
          <h3>{t.actions.reactions}</h3>
          <ul>
            {reactions.map(({ from, emoji, seq }) => (
              <li key={from}>
                <span class="sign">{emoji}</span>
                <bdi>{nameOf(from, me, names)}</bdi>
                {edited && seq < edited.seq && <small>{t.actions.reactedBefore}</small>}
                {from === me && (
                  <button type="button" onClick={onTakeBack}>
                    {t.actions.takeBack}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </dialog>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
