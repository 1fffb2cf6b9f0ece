import { useEffect, useState } from "preact/hooks";
import { useChatEvents, useChatScope } from "../common/context.js";

/** So long a change of the connection may take before anybody is told. */
const PATIENCE_MS = 1_000;

/** Says that there is no connection, when the next try comes, and how much waits to be sent. */
export function ConnectionBanner() {
  const { chat } = useChatScope();
  useChatEvents("connection", "outgoing", "reset");
  const { connection } = chat;
  const offline = connection.status === "offline";
  const isShown = useLater(connection.status !== "online" && connection.status !== "closed");
  const now = useSeconds(offline);
  const waiting = chat.outgoing().filter(({ status }) => status === "waiting").length;
  const left = offline ? Math.max(0, Math.ceil((connection.retryAt - now) / 1000)) : 0;
  return (
    <div role="status">
      {isShown && (
        <p class="banner" data-connection={connection.status}>
          <strong>{offline ? "Offline" : "Connecting …"}</strong>
          {offline && <span aria-hidden="true">next try in {left} s</span>}
          {waiting > 0 && (
            <span>{waiting === 1 ? "1 message waits" : `${waiting} messages wait`}</span>
          )}
        </p>
      )}
    </div>
  );
}

/** The same, but true only once it was so for a while. */
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

/** The time, each second while somebody looks. */
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
