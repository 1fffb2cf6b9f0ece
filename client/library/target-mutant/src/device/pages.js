import { isMessage } from "../protocol/content.js";
import { LIMITS } from "../protocol/limits.js";
/** How many pages are read to find the last message of a conversation. */
const PAGES_MOST = 4;
/** Reads pages from the server: older entries, and conversations that no catch-up brings. */
export class Pages {
    #ports;
    #opening = new Set();
    /** Conversations that the server refuses: a message to them is refused with the reason. */
    #unopened = new Set();
    #listCursor;
    constructor(ports) {
        this.#ports = ports;
    }
    /** Whether messages may be sent: the newest entries are known, or the server has none. */
    isOpen({ base, peer }) {
        return base !== undefined || this.#unopened.has(peer);
    }
    /** Fetches older entries, or the newest ones of a conversation that no catch-up brought. */
    async older(peer, limit) {
        const { replicas, requests } = this.#ports;
        const replica = replicas.of(peer);
        if (replica.base === undefined) {
            await this.#open(peer);
        }
        else if (replica.base > 0) {
            const before = replica.base + 1;
            const page = await requests.ask({ action: "history", peer, before, limit });
            if (replicas.of(peer) === replica) {
                const older = replica.prepend(page.messages);
                replicas.took(replica, { fresh: older, inOrder: [], older });
            }
        }
    }
    /** Reads the newest page of a conversation's log, and older ones until there is a message. */
    async #open(peer) {
        const { replicas, requests } = this.#ports;
        const limit = LIMITS.pageDefault;
        const { digest, ...newest } = await requests.ask({ action: "history", peer, limit });
        let { messages, more } = newest;
        for (let pages = 1; more && !messages.some(isMessage) && pages < PAGES_MOST; pages++) {
            const before = messages[0]?.seq ?? 1;
            const older = await requests.ask({ action: "history", peer, before, limit: LIMITS.page });
            messages = [...older.messages, ...messages];
            more = older.more;
        }
        const replica = replicas.of(peer);
        if (replica.base === undefined) {
            replicas.took(replica, replica.open(messages));
            replicas.compare(replica, messages.at(-1)?.seq ?? 0, digest);
        }
    }
    /** Opens a conversation in the background, unless that is under way. */
    async openQuietly(peer) {
        if (!this.#opening.has(peer)) {
            this.#opening.add(peer);
            await this.#open(peer).catch((error) => {
                if (!isForNow(error)) {
                    this.#unopened.add(peer);
                }
            });
            this.#opening.delete(peer);
            this.#ports.opened();
        }
    }
    /** Opens the conversations that a `sync` left empty. */
    openMissing() {
        for (const replica of this.#ports.replicas.all()) {
            if (replica.hasGap && replica.base === undefined) {
                void this.openQuietly(replica.peer);
            }
        }
    }
    /** Reads a page of the user's conversations; returns whether there are more. */
    async list() {
        const { replicas, requests } = this.#ports;
        const cursor = this.#listCursor;
        const page = await requests.ask({ action: "conversations", limit: LIMITS.pageDefault, cursor });
        for (const row of page.conversations) {
            const replica = replicas.of(row.peer);
            summarize(replica, row);
            replicas.changed(replica);
        }
        this.#listCursor = page.cursor;
        return page.cursor !== undefined;
    }
    /** Reads the first page, if this device has not read it yet. */
    async listOnce() {
        const { identity, fail } = this.#ports;
        if (!identity.listed) {
            await this.list().then(() => identity.save({ listed: true }), (error) => isForNow(error) || fail(error));
        }
    }
}
/** Takes a row of the server's list. */
function summarize(replica, row) {
    const { lastMessage, lastSeq, unread } = row;
    replica.set(row);
    replica.receipt(row.peerDelivered, row.peerRead);
    replica.markRead(row.read);
    if (lastMessage && lastMessage.seq > (replica.lastMessage?.seq ?? 0)) {
        replica.lastMessage = lastMessage;
    }
    replica.listed = { lastSeq, unread };
}
/** Whether the request is repeated later; the state of the connection tells why it failed. */
function isForNow({ code }) {
    return code === "offline" || code === "closed";
}
//# sourceMappingURL=pages.js.map