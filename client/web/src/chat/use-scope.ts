import type { ChatClient, ErrorCode } from "@serverlesschat/client";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { ChatScope } from "../common/context.js";
import { Drafts } from "../common/drafts.js";
import { Names } from "../common/names.js";
import { browserStorage } from "../common/storage.js";
import { type SpecialTexts, textOf } from "../common/texts.js";

/**
 * Errors that are shown elsewhere or not at all. An older server does not know every action.
 * Banners show a lost connection and failing storage. The sign-in reports its own failures.
 */
const QUIET: readonly ErrorCode[] = [
  "unknownAction",
  "tokenFailed",
  "offline",
  "storageFailed",
  "storageFull",
  "storageUnavailable",
];

/** The scope of a chat page, and the notice that it shows. */
export function useScope(chat: ChatClient, me: string) {
  const [notice, setNotice] = useState("");
  const [version, setVersion] = useState(0);
  const names = useMemo(
    () =>
      new Names({
        profiles: users => chat.profiles(users),
        changed: () => setVersion(before => before + 1),
        now: Date.now,
        after: (milliseconds, run) => void setTimeout(run, milliseconds),
      }),
    [chat],
  );
  const drafts = useMemo(
    () =>
      new Drafts({
        me,
        storage: browserStorage,
        outgoing: () => chat.outgoing(),
        now: Date.now,
      }),
    [chat, me],
  );
  const fail = useCallback(
    (error: unknown, special?: SpecialTexts) => setNotice(textOf(error, special)),
    [],
  );
  const dismiss = useCallback(() => setNotice(""), []);
  // Each new name creates a new scope, so that all components that show names render again.
  const scope = useMemo<ChatScope>(
    () => ({ chat, me, names, drafts, fail }),
    [chat, me, names, drafts, fail, version],
  );
  useEffect(() => {
    const offs = [
      chat.on("error", error => {
        if (error.code === "digestMismatch" && error.peer !== undefined) {
          chat.conversation(error.peer).resync().catch(fail);
        } else if (!QUIET.includes(error.code)) {
          fail(error);
        }
      }),
      chat.on("refused", ({ error }) => fail(error)),
      chat.on("messages", ({ peer, messages }) => {
        if (messages.some(({ mine }) => !mine)) {
          names.refresh(peer);
        }
      }),
    ];
    return () => {
      for (const off of offs) {
        off();
      }
    };
  }, [chat, names, fail]);
  useEffect(() => {
    const refresh = () => document.visibilityState === "visible" && names.refreshAll();
    const end = new AbortController();
    addEventListener("focus", refresh, end);
    document.addEventListener("visibilitychange", refresh, end);
    return () => end.abort();
  }, [names]);
  return { scope, notice, dismiss };
}
