import type { ChatClient } from "@serverlesschat/client";
import { useEffect, useState } from "preact/hooks";
import { textOf } from "./common/texts.js";
import type { Config } from "./session/config.js";
import { onSignOutElsewhere, openChat, type Person } from "./session/session.js";

/** A hint is shown if the chat has not opened within this time. */
const SLOW_MS = 10_000;

/** The state of opening the chat of a user. */
export interface OpenedChat {
  readonly chat?: ChatClient;
  readonly isSlow?: boolean;
  /** The reason why it cannot be opened. */
  readonly error?: unknown;
  /** The reason why the server refuses the sign-in, as a text for the user. */
  readonly refusal?: string;
}

const NOTHING: OpenedChat = {};

/** Callbacks for the end of a chat. These functions never change. */
export interface ChatEnd {
  /** Called when the user has to sign in again. */
  leave(why: string): void;
  /** Called when the user has signed out in another tab. */
  leaveForAll(person: Person, forgetsDevice: boolean): void;
  /** Called when the chat is closed and no longer writes to the device. */
  closed(): void;
}

/** Opens the chat of a user, and closes it when another user signs in. */
export function useChat(
  config: Config,
  person: Person | undefined,
  { leave, leaveForAll, closed }: ChatEnd,
): OpenedChat {
  const [opened, setOpened] = useState(NOTHING);
  useEffect(() => {
    if (!person) {
      return;
    }
    const update = (change: Partial<OpenedChat>) => setOpened(before => ({ ...before, ...change }));
    const chat = openChat(config, person, {
      ended: reason => leave(reason.message),
      refused: reason => update({ refusal: textOf(reason) }),
    });
    let isClosed = false;
    const slow = setTimeout(() => update({ isSlow: true }), SLOW_MS);
    const started = (change: Partial<OpenedChat>) => {
      clearTimeout(slow);
      if (!isClosed) {
        update(change);
      }
    };
    chat.start().then(
      () => started({ chat }),
      error => started({ error }),
    );
    const stopListening = onSignOutElsewhere(person, forgets => leaveForAll(person, forgets));
    return () => {
      isClosed = true;
      clearTimeout(slow);
      stopListening();
      setOpened(NOTHING);
      chat
        .close()
        .catch(error => console.error(error))
        .then(closed);
    };
  }, [config, person, leave, leaveForAll, closed]);
  return opened;
}
