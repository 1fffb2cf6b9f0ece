import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Avatar } from "../common/avatar.jsx";
import { useChatScope } from "../common/context.js";
import { DialogHeader } from "../common/dialog-header.jsx";
import { fold } from "../common/fold.js";
import { UserName } from "../common/user-name.jsx";
import { t } from "../language/language.js";

/** The number of conversations shown; others are found by the search. */
const SHOWN = 50;

/** Asks for the recipients of a forwarded message. The dialog is open while it is on the page. */
export function ForwardDialog({
  onForward,
  onClose,
}: {
  readonly onForward: (peers: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const { chat, names } = useChatScope();
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, setWanted] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const text = fold(wanted);
  const peers = chat
    .conversations()
    .filter(({ blocked }) => !blocked)
    .map(({ peer }) => peer)
    .filter(peer => [peer, names.of(peer)].some(name => fold(name).includes(text)))
    .slice(0, SHOWN);
  const choose = (peer: string, isChosen: boolean) =>
    setChosen(isChosen ? [...chosen, peer] : chosen.filter(other => other !== peer));
  const forward = (event: Event) => {
    event.preventDefault();
    dialog.current?.close();
    onForward(chosen);
  };
  return (
    <dialog ref={dialog} class="forward" aria-labelledby="forward-title" onClose={onClose}>
      <form onSubmit={forward}>
        <DialogHeader dialog={dialog} id="forward-title" title={t.actions.forwardTo} />
        <input
          type="search"
          aria-label={t.actions.searchConversations}
          placeholder={t.actions.searchConversations}
          autocomplete="off"
          value={wanted}
          onInput={event => setWanted(event.currentTarget.value)}
        />
        <ul>
          {peers.map(peer => (
            <li key={peer}>
              <label class="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(peer)}
                  onChange={event => choose(peer, event.currentTarget.checked)}
                />
                <Avatar user={peer} name={names.of(peer)} />
                <span class="name">
                  <UserName user={peer} />
                </span>
              </label>
            </li>
          ))}
        </ul>
        <p role="status">{peers.length === 0 && t.actions.noConversation}</p>
        <button type="submit" class="primary" disabled={chosen.length === 0}>
          {t.actions.forward}
        </button>
      </form>
    </dialog>
  );
}
