import { ChatError } from "./errors.js";

/** What a client needs of a WebSocket: a part of the standard's interface. */
export interface Socket {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

/** A channel to the other tabs that share a device. */
export interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** How tabs share a device: one leads, and holds the socket. */
export interface Tabs {
  /** Resolves once this tab leads; rejects when `signal` is aborted before. It leads until then. */
  lead(name: string, signal: AbortSignal): Promise<void>;
  channel(name: string): Channel;
}

/** Where a client runs: time, randomness, network. Tests give their own. */
export interface Environment {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs something once, after some milliseconds; call what it returns to prevent that. */
  after(milliseconds: number, run: () => void): () => void;
  /** From 0 up to, but not including, 1. */
  random(): number;
  /** A new random UUID in lower case. */
  uuid(): string;
  /** Opens a WebSocket. */
  connect(url: string, protocols: string[]): Socket;
  /** Calls back when the network may have changed or the app wakes up; returns how to end it. */
  onWake?(wake: () => void): () => void;
  /** Absent where no other tab can share the device. */
  readonly tabs?: Tabs;
}

/** The browser or Node.js this runs in. */
export function platform(): Environment {
  return {
    now: () => Date.now(),
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    uuid: randomUuid,
    connect(url, protocols) {
      if (typeof WebSocket === "undefined") {
        throw new ChatError(
          "noWebSocket",
          "There is no WebSocket here: use Node.js 22, or start 20 with --experimental-websocket.",
        );
      }
      return new WebSocket(url, protocols);
    },
    onWake,
    ...(typeof navigator !== "undefined" &&
      navigator.locks &&
      typeof BroadcastChannel !== "undefined" && { tabs: browserTabs(navigator.locks) }),
  };
}

/** `crypto.randomUUID` is absent on insecure origins. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function onWake(wake: () => void): () => void {
  if (typeof addEventListener === "undefined" || typeof document === "undefined") {
    return () => {};
  }
  const visible = () => document.visibilityState === "visible" && wake();
  addEventListener("online", wake);
  addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", visible);
  return () => {
    removeEventListener("online", wake);
    removeEventListener("pageshow", wake);
    document.removeEventListener("visibilitychange", visible);
  };
}

function browserTabs(locks: LockManager): Tabs {
  return {
    lead: (name, signal) =>
      new Promise((lead, refuse) => {
        const until = new Promise<void>(end => signal.addEventListener("abort", () => end()));
        locks
          .request(name, { signal }, () => {
            lead();
            return until;
          })
          .catch(refuse);
      }),
    channel: name => new BroadcastChannel(name),
  };
}
