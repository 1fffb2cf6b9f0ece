import type { Environment } from "../environment.js";
import { ChatError, closedError, codeOf } from "../errors.js";
import type { ReplyType, Request } from "../protocol/client-frames.js";
import type { Decoded, Rejected, ServerFrame } from "../protocol/server-frames.js";
import type { Connections } from "./connections.js";
import { Doubling, type Timers } from "./timers.js";

const REPLY_MS = 10_000;
const PATIENCE_MS = 30_000;
/** The types of replies that are not called like their requests. */
const REPLY_TYPES: Readonly<Record<string, string>> = { hide: "hidden", search: "searched" };

/** The reply to a request. */
export type Reply<R extends Request> = Extract<ServerFrame, { type: ReplyType<R> }>;

/** The dependencies of {@link Requests}. */
export interface RequestPorts {
  readonly environment: Environment;
  readonly timers: Timers;
  readonly connections: Connections;
}

interface Pending {
  readonly request: Request;
  readonly wait: Doubling;
  readonly done: (reply: never) => void;
  readonly fail: (error: ChatError) => void;
  /** Cancels the deadline. */
  readonly end: () => void;
  /** Cancels the wait for a reply, or for the next attempt. */
  stop: () => void;
  /** Whether the next attempt waits for the server's `retryAfterMs`. */
  isPostponed: boolean;
}

/** Sends idempotent requests with one reply, and repeats them until they are answered. */
export class Requests {
  readonly #ports: RequestPorts;
  /** Requests by request id; each attempt has an id of its own. */
  readonly #pending = new Map<string, Pending>();

  constructor(ports: RequestPorts) {
    this.#ports = ports;
  }

  /** Sends a request and repeats it on new connections, for at most 30 s. */
  ask<R extends Request>(request: R): Promise<Reply<R>> {
    return new Promise((done, fail) => {
      const end = this.#ports.timers.after(PATIENCE_MS, () => {
        this.#forget(pending);
        const what = `No answer to ${request.action} in 30 s. Try again once online.`;
        fail(new ChatError("offline", what));
      });
      const wait = new Doubling();
      const stop = () => {};
      const pending: Pending = { request, wait, done, fail, end, stop, isPostponed: false };
      this.#try(pending);
    });
  }

  #try(pending: Pending): void {
    const requestId = this.#ports.environment.uuid();
    this.#pending.set(requestId, pending);
    pending.isPostponed = false;
    if (this.#ports.connections.isOnline) {
      this.#ports.connections.send({ ...pending.request, requestId });
      pending.stop = this.#ports.timers.after(REPLY_MS, () => this.#again(requestId, pending));
    }
  }

  #again(requestId: string, pending: Pending): void {
    if (this.#pending.delete(requestId)) {
      pending.stop();
      this.#try(pending);
    }
  }

  #forget(pending: Pending): void {
    pending.end();
    pending.stop();
    for (const [id, other] of this.#pending) {
      if (other === pending) {
        this.#pending.delete(id);
      }
    }
  }

  /** Resolves the request to which a frame replies, if there is one. */
  answered(frame: Decoded & { readonly requestId?: string }): void {
    const pending = this.#pending.get(frame.requestId ?? "");
    const action = pending?.request.action ?? "";
    if (pending && (REPLY_TYPES[action] ?? action) === frame.type) {
      this.#forget(pending);
      pending.done(frame as never);
    }
  }

  /** Rejects or repeats the request that was refused; returns whether there is one. */
  rejected(frame: Rejected): boolean {
    const id = frame.requestId ?? "";
    const pending = this.#pending.get(id);
    if (!pending) {
      return false;
    }
    pending.stop();
    const wait = Math.max(pending.wait.next(), frame.retryAfterMs ?? 0);
    // The user of a search decides whether to wait.
    const isOver = pending.request.action === "search" && frame.code === "rateLimited";
    if (frame.retryable && wait <= PATIENCE_MS && !isOver) {
      pending.isPostponed = true;
      pending.stop = this.#ports.timers.after(wait, () => this.#again(id, pending));
    } else {
      this.#forget(pending);
      pending.fail(new ChatError(codeOf(frame), frame.message, frame));
    }
    return true;
  }

  /** Sends unanswered requests again on a new connection. */
  reconnected(): void {
    for (const [id, pending] of [...this.#pending]) {
      if (!pending.isPostponed) {
        this.#again(id, pending);
      }
    }
  }

  /** Rejects all requests because the client is closed. */
  close(): void {
    for (const pending of this.#pending.values()) {
      pending.stop();
      pending.fail(closedError());
    }
    this.#pending.clear();
  }
}
