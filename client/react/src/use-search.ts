import type { ErrorCode } from "@serverlesschat/client";
import { type Finder, find, type Hit, queryError } from "@serverlesschat/client/search";
import { useEffect, useReducer, useState } from "react";
import { useChat } from "./context.js";

/** The search begins when the query has not changed for this time. */
const PAUSE_MS = 350;

/** The options of {@link useSearch}. */
export interface SearchHookOptions {
  /** Searches only the conversation with this user. */
  readonly peer?: string;
  /** The number of messages to find at a time; by default 20. */
  readonly limit?: number;
}

/** The messages that a search has found so far. */
export interface FoundMessages {
  readonly hits: readonly Hit[];
  readonly isSearching: boolean;
  /** Whether all messages were searched. */
  readonly isComplete: boolean;
  /** Why the search stopped, such as `offline`; it goes on once online, or with `more`. */
  readonly error: ErrorCode | undefined;
  /** Searches for more messages. */
  more(): void;
}

/**
 * Searches messages while the user types: first on this device, then on the server. Nothing is
 * searched while the query is empty, too long or not Unicode text.
 */
export function useSearch(query: string, options: SearchHookOptions = {}): FoundMessages {
  const { peer, limit = 20 } = options;
  const chat = useChat();
  const [finder, setFinder] = useState<Finder>();
  const [, changed] = useReducer((count: number) => count + 1, 0);
  const isSearchable = queryError(query) === undefined;
  useEffect(() => {
    setFinder(undefined);
    if (!isSearchable) {
      return undefined;
    }
    const begun = find(chat, query, { peer, pauseMs: PAUSE_MS }, changed);
    begun.more(limit);
    setFinder(begun);
    return () => begun.close();
  }, [chat, query, isSearchable, peer, limit]);
  return {
    hits: finder?.hits ?? [],
    isSearching: isSearchable && (finder?.isSearching ?? true),
    isComplete: finder?.isComplete ?? false,
    error: finder?.error,
    more: () => finder?.more(limit),
  };
}
