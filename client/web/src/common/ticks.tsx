import type { MessageStatus } from "@serverlesschat/client";
import { t } from "../language/language.js";

const PATHS: Record<MessageStatus, string> = {
  waiting: "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm0 3v4l2.5 2",
  sent: "m6 12.5 4 4 8-9",
  delivered: "m2 12.5 4 4 8-9m-3 7 2 2 8-9",
  read: "m2 12.5 4 4 8-9m-3 7 2 2 8-9",
  failed: "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm0 3.5v4m0 3v.01",
};

/** The status of a message that the user sent. */
export function Ticks({ status }: { readonly status: MessageStatus }) {
  return (
    <svg
      class="ticks"
      data-status={status}
      viewBox="0 0 24 24"
      role="img"
      aria-label={t.message.status[status]}
    >
      <path d={PATHS[status]} />
    </svg>
  );
}
