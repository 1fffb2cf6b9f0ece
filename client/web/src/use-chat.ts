import type { ChatClient } from "@serverlesschat/client";
import { useEffect, useState } from "preact/hooks";
import { textOf } from "./common/texts.js";
import type { Config } from "./session/config.js";
import { onSignOutElsewhere, openChat, type Person } from "./session/session.js";

/** The user is told if the chat has not opened within this time. */
const SLOW_MS = 10_000;

/** The chat of a person, as far as it is open. */
export interface OpenedChat {
  readonly chat?: ChatClient;
  readonly isSlow?: boolean;
  /** Why it cannot be opened. */
  readonly error?: unknown;
  /** What the user should know about this device. */
  readonly warnings: readonly string[];
}

const NOTHING: OpenedChat = { warnings: [] };

/** Opens the chat of a person, and closes it when another person signs in. */
export function useChat(
  config: Config,
  person: Person | undefined,
  leave: (why: string) => void,
): OpenedChat {
  const [opened, setOpened] = useState(NOTHING);
  useEffect(() => {
    if (!person) {
      return;
    }
    const update = (change: Partial<OpenedChat>) => setOpened(before => ({ ...before, ...change }));
    const opening = openChat(config, person, {
      ended: reason => leave(reason.message),
      refused: reason => update({ warnings: [textOf(reason)] }),
    });
    const slow = setTimeout(() => update({ isSlow: true }), SLOW_MS);
    const stopListening = onSignOutElsewhere(person, () => leave(""));
    let isClosed = false;
    opening
      .then(async ({ chat, warnings }) => {
        update({ warnings });
        await chat.start();
        clearTimeout(slow);
        if (!isClosed) {
          update({ chat });
        }
      })
      .catch(error => {
        clearTimeout(slow);
        if (!isClosed) {
          update({ error });
        }
      });
    return () => {
      isClosed = true;
      clearTimeout(slow);
      stopListening();
      setOpened(NOTHING);
      // A chat that could not be opened has nothing to close.
      opening.then(({ chat }) => chat.close()).catch(() => {});
    };
  }, [config, person, leave]);
  return opened;
}
