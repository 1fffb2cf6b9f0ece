import { queryError, search } from "@serverlesschat/client/search";
import { useEffect, useState } from "preact/hooks";
import { useAgain, useChatScope } from "../common/context.js";
import { Finder } from "./finder.js";

/** The search begins when the user has not typed for this time. */
const PAUSE_MS = 350;

/**
 * Searches messages while the user types.
 *
 * @param wanted what the user has typed
 * @param peer the conversation; if absent, all are searched
 * @param count the number of messages to find first
 * @returns undefined until the search begins, and for a text that cannot be searched
 */
export function useFinder(
  wanted: string,
  peer: string | undefined,
  count: number,
): Finder | undefined {
  const { chat } = useChatScope();
  const changed = useAgain();
  const [finder, setFinder] = useState<Finder>();
  useEffect(() => {
    setFinder(undefined);
    if (queryError(wanted)) {
      return;
    }
    const end = new AbortController();
    const timer = setTimeout(() => {
      const options = { ...(peer !== undefined && { peer }), signal: end.signal };
      const begun = new Finder({
        query: wanted,
        search: search(chat, wanted, options),
        conversation: one => chat.conversation(one),
        on: (name, listener) => chat.on(name, listener),
        changed,
      });
      end.signal.addEventListener("abort", () => begun.close());
      begun.more(count);
      setFinder(begun);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [chat, wanted, peer, count, changed]);
  return finder;
}
