import { useEffect, useState } from "preact/hooks";

const MINUTE_MS = 60_000;

/** The current time. The component renders again each minute, and when the page becomes visible. */
export function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      clearTimeout(timer);
      const at = Date.now();
      setNow(at);
      timer = setTimeout(tick, untilNextMinute(at));
    };
    timer = setTimeout(tick, untilNextMinute(Date.now()));
    // Timers stop while a device sleeps.
    document.addEventListener("visibilitychange", tick);
    addEventListener("focus", tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
      removeEventListener("focus", tick);
    };
  }, []);
  return now;
}

/** Milliseconds until the next full minute. A day begins at a full minute. */
export function untilNextMinute(at: number): number {
  return MINUTE_MS - (at % MINUTE_MS);
}
