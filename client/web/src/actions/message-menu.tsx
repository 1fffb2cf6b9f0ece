import type { Conversation } from "@serverlesschat/client";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { browserStorage } from "../common/storage.js";
import { KeptEmoji } from "../emoji/kept-emoji.js";
import { withTone } from "../emoji/tones.js";
import { t } from "../language/language.js";
import { isLogged, type Target } from "./acting.js";
import { besideOf } from "./placing.js";
import { type Action, canReact, possibleActions } from "./possible.js";

/** The reactions in the menu. */
const QUICK = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
const KEYS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** The menu of a message. It is open while it is on the page. */
export function MessageMenu({
  conversation,
  message,
  beside,
  onAct,
  onReact,
  onMore,
  onClose,
}: {
  readonly conversation: Conversation;
  readonly message: Target;
  /** The element beside which the menu opens. */
  readonly beside: Element;
  readonly onAct: (action: Action) => void;
  /** Called with the chosen reaction; empty to remove it. */
  readonly onReact: (emoji: string) => void;
  /** Called when the user wants to choose another reaction. */
  readonly onMore: () => void;
  /** Called once the menu is closed, before the other callbacks. */
  readonly onClose: () => void;
}) {
  const { me } = useChatScope();
  const dialog = useRef<HTMLDialogElement>(null);
  const tone = useMemo(() => new KeptEmoji(browserStorage, me).tone, [me]);
  const { blocked } = conversation.state;
  useLayoutEffect(() => {
    const element = dialog.current as HTMLDialogElement;
    element.showModal();
    place(element, beside, isLogged(message) && !message.mine);
    buttons(element)[0]?.focus();
  }, [message, beside]);
  // The dialog's close event arrives later, when another dialog may be open.
  const isDone = useRef(false);
  // The finger that opened the menu leaves the screen when a button of the menu may be below it.
  const pressed = useRef<EventTarget | null>(null);
  const close = (then: () => void) => {
    isDone.current = true;
    dialog.current?.close();
    onClose();
    then();
  };
  const own = isLogged(message) ? message.reactions.find(({ from }) => from === me)?.emoji : "";
  const quick = QUICK.map(sign => withTone(sign, tone));
  const press = (event: KeyboardEvent) => {
    const all = buttons(event.currentTarget as HTMLElement);
    const from = all.indexOf(document.activeElement as HTMLElement);
    const isMirrored = document.documentElement.dir === "rtl" && /Left|Right/.test(event.key);
    const step = (KEYS[event.key] ?? 0) * (isMirrored ? -1 : 1);
    const next =
      { Home: 0, End: all.length - 1 }[event.key] ?? (step === 0 ? undefined : from + step);
    if (next !== undefined) {
      event.preventDefault();
      all.at(next % all.length)?.focus();
    }
  };
  return (
    <dialog
      ref={dialog}
      class="message-menu"
      aria-label={t.actions.menu}
      onClose={() => isDone.current || onClose()}
      onPointerDownCapture={event => {
        pressed.current = event.target;
      }}
      onClickCapture={event => {
        const isByPointer = event.detail > 0;
        if (isByPointer && pressed.current === null) {
          event.stopPropagation();
        } else if (event.target === dialog.current && pressed.current === dialog.current) {
          dialog.current?.close();
        }
      }}
      onContextMenu={event => event.preventDefault()}
    >
      <div role="menu" aria-label={t.actions.menu} tabIndex={-1} onKeyDown={press}>
        {canReact(message, blocked) && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
          <div class="quick" role="group" aria-label={t.actions.reactions}>
            {quick.map(emoji => (
              <button
                key={emoji}
                type="button"
                role="menuitemradio"
                aria-checked={emoji === own}
                aria-label={t.actions.reactWith(emoji)}
                tabIndex={-1}
                onClick={() => close(() => onReact(emoji === own ? "" : emoji))}
              >
                {emoji}
              </button>
            ))}
            <button
              type="button"
              role="menuitem"
              aria-label={t.actions.moreReactions}
              tabIndex={-1}
              onClick={() => close(onMore)}
            >
              <Icon name="add" />
            </button>
          </div>
        )}
        {possibleActions(message, blocked).map(action => (
          <button
            key={action}
            type="button"
            role="menuitem"
            class={action}
            tabIndex={-1}
            onClick={() => close(() => onAct(action))}
          >
            <Icon name={action} />
            {t.actions[action]}
          </button>
        ))}
      </div>
    </dialog>
  );
}

function buttons(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>("button")];
}

/** Places the menu. On a phone the style sheet places it at the lower edge. */
function place(menu: HTMLElement, beside: Element, isPeers: boolean): void {
  const isRightToLeft = document.documentElement.dir === "rtl";
  const page = { width: innerWidth, height: innerHeight };
  const { left, top } = besideOf(
    beside.getBoundingClientRect(),
    menu.getBoundingClientRect(),
    page,
    isPeers !== isRightToLeft,
  );
  menu.style.setProperty("--left", `${left}px`);
  menu.style.setProperty("--top", `${top}px`);
}
