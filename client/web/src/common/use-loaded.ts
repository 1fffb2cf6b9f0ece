import { useEffect, useState } from "preact/hooks";
import { useChatScope } from "./context.js";

/**
 * A part of the page that the first load leaves out.
 *
 * @param load imports it; it is called once `isWanted`, and again if that failed
 * @returns undefined until it is loaded
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
