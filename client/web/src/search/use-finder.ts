import { type Finder, find, queryError } from "@serverlesschat/client/search";
import { useEffect, useState } from "preact/hooks";
import { useAgain, useChatScope } from "../common/context.js";

/** The search begins when the user has not typed for this time. */
const PAUSE_MS = 350;

/**
 * Searches messages while the user types.
 *
 * @param wanted what the user has typed
 * @param peer the conversation; if absent, all are searched
 * @param count the number of messages to find first
 * @returns undefined for a text that cannot be searched
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
    const begun = find(chat, wanted, { peer, pauseMs: PAUSE_MS }, changed);
    begun.more(count);
    setFinder(begun);
    return () => begun.close();
  }, [chat, wanted, peer, count, changed]);
  return finder;
}
