import { useEffect, useState } from "preact/hooks";
import { useChatScope } from "./context.js";

/**
 * A part of the page that is not in the first load.
 *
 * @param load imports the part; called when `isWanted` becomes true, and again after a failure
 * @returns undefined until the part is loaded
 */
export function useLoaded<Part>(load: () => Promise<Part>, isWanted: boolean): Part | undefined {
  const { fail } = useChatScope();
  const [loaded, setLoaded] = useState<Part>();
  useEffect(() => {
    if (isWanted && loaded === undefined) {
      load().then(part => setLoaded(() => part), fail);
    }
  }, [isWanted]);
  return loaded;
}
