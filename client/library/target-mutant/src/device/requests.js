import { ChatError, closedError, codeOf } from "../errors.js";
import { Doubling } from "./timers.js";
const REPLY_MS = 10_000;
const PATIENCE_MS = 30_000;
/** Idempotent requests with one reply, repeated until answered. */
export class Requests {
    #ports;
    /** By request id; each attempt has its own. */
    #pending = new Map();
    constructor(ports) {
        this.#ports = ports;
    }
    /** Sends a request, across connections, for at most 30 s. */
    ask(request) {
        return new Promise((done, fail) => {
            const end = this.#ports.timers.after(PATIENCE_MS, () => {
                this.#forget(pending);
                const what = `No answer to ${request.action} in 30 s. Try again once online.`;
                fail(new ChatError("offline", what));
            });
            const wait = new Doubling();
            const stop = () => { };
            const pending = { request, wait, done, fail, end, stop, isPostponed: false };
            this.#try(pending);
        });
    }
    #try(pending) {
        const requestId = this.#ports.environment.uuid();
        this.#pending.set(requestId, pending);
        pending.isPostponed = false;
        if (this.#ports.connections.isOnline) {
            this.#ports.connections.send({ ...pending.request, requestId });
            pending.stop = this.#ports.timers.after(REPLY_MS, () => this.#again(requestId, pending));
        }
    }
    #again(requestId, pending) {
        if (this.#pending.delete(requestId)) {
            pending.stop();
            this.#try(pending);
        }
    }
    #forget(pending) {
        pending.end();
        pending.stop();
        for (const [id, other] of this.#pending) {
            if (other === pending) {
                this.#pending.delete(id);
            }
        }
    }
    /** Resolves the request that a frame replies to, if there is one. */
    answered(frame) {
        const pending = this.#pending.get(frame.requestId ?? "");
        if (pending?.request.action === frame.type) {
            this.#forget(pending);
            pending.done(frame);
        }
    }
    /** Rejects or repeats the request that was refused; returns whether there is one. */
    rejected(frame) {
        const id = frame.requestId ?? "";
        const pending = this.#pending.get(id);
        if (!pending) {
            return false;
        }
        pending.stop();
        const wait = Math.max(pending.wait.next(), frame.retryAfterMs ?? 0);
        if (frame.retryable && wait <= PATIENCE_MS) {
            pending.isPostponed = true;
            pending.stop = this.#ports.timers.after(wait, () => this.#again(id, pending));
        }
        else {
            this.#forget(pending);
            pending.fail(new ChatError(codeOf(frame), frame.message, frame));
        }
        return true;
    }
    /** A new connection: sends unanswered requests again. */
    reconnected() {
        for (const [id, pending] of [...this.#pending]) {
            if (!pending.isPostponed) {
                this.#again(id, pending);
            }
        }
    }
    /** The client is closed. */
    close() {
        for (const pending of this.#pending.values()) {
            pending.stop();
            pending.fail(closedError());
        }
        this.#pending.clear();
    }
}
//# sourceMappingURL=requests.js.map