import { useEffect, useState } from "preact/hooks";
import { useChatEvents, useChatScope } from "../common/context.js";
import { t } from "../language/language.js";

/** A change of the connection is shown after this time. */
const PATIENCE_MS = 1_000;

/** Shows a lost connection, the time until the next attempt, and the number of pending messages. */
export function ConnectionBanner() {
  const { chat } = useChatScope();
  useChatEvents("connection", "outgoing", "reset");
  const { connection } = chat;
  const offline = connection.status === "offline";
  const isShown = useLater(connection.status !== "online" && connection.status !== "closed");
  const now = useSeconds(offline);
  const pending = chat.outgoing().filter(({ status }) => status === "waiting").length;
  const left = offline ? Math.max(0, Math.ceil((connection.retryAt - now) / 1000)) : 0;
  return (
    <div role="status">
      {isShown && (
        <p class="banner" data-connection={connection.status}>
          <strong>{offline ? t.connection.offline : t.connection.connecting}</strong>
          {offline && <span aria-hidden="true">{t.connection.nextTry(left)}</span>}
          {offline && <span>{t.connection.onDevice}</span>}
          {pending > 0 && <span>{t.connection.pending(pending)}</span>}
        </p>
      )}
    </div>
  );
}

/** Delays a value: it becomes true only after the given value has been true for a while. */
function useLater(value: boolean): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    if (!value) {
      setLater(false);
      return;
    }
    const timer = setTimeout(() => setLater(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return value && later;
}

/** The current time, updated each second while it is shown. */
function useSeconds(running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) {
      return;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
