import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
const folder = mkdtempSync(join(tmpdir(), "chat-store-"));
after(() => rmSync(folder, { recursive: true }));
let paths = 0;
/** A new path in a folder that does not exist yet. */
export const nextPath = () => join(folder, "made", `${paths++}.jsonl`);
export const entry = (seq) => ({
    seq,
    from: "bob",
    clientMessageId: `m-${seq}`,
    sentAt: 1_790_000_000_000 + seq,
    body: { type: "text", text: `Grüß dich 👋 ${seq}` },
    salt: "AAECAwQFBgcICQoLDA0ODw",
});
export const conversation = (peer, held) => ({
    peer,
    base: 0,
    held,
    end: held,
    lastOfPeer: held,
    read: 0,
    peerDelivered: 0,
    peerRead: 0,
    acked: { delivered: 0, read: 0 },
    confirmed: { delivered: 0, read: 0 },
    unread: [[1, held]],
    blocked: false,
    muted: false,
    archived: false,
    pinned: false,
    settingsVersion: 0,
});
export const item = (id, order) => ({
    clientMessageId: id,
    to: "bob",
    body: { type: "text", text: "hi" },
    createdAt: 1_790_000_000_000,
    order,
});
//# sourceMappingURL=fixtures.js.map