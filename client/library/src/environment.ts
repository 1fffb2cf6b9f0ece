import { ChatError } from "./errors.js";

/** A handler of events. As a method it also fits handlers of the browser's own types of events. */
type Handler<Event> = { handle(event: Event): void }["handle"] | null;

/** The part of the standard's `WebSocket` that a client needs. */
export interface Socket {
  onopen: Handler<unknown>;
  onmessage: Handler<{ readonly data: unknown }>;
  onclose: Handler<unknown>;
  onerror: Handler<unknown>;
  send(text: string): void;
  close(code?: number): void;
}

/** A channel between the tabs that share a device. */
export interface Channel {
  onmessage: Handler<{ readonly data: unknown }>;
  postMessage(message: unknown): void;
  close(): void;
}

/** The part of the standard's `AbortSignal` that a client needs. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
}

/** The options of a request for the lead. */
export interface LeadOptions {
  /** Whether to take the lead from a tab that hangs. */
  readonly steal?: boolean;
  /** Called when another tab has taken the lead from this tab. */
  readonly lost?: () => void;
}

/** The means by which tabs share a device. One tab leads and holds the socket. */
export interface Tabs {
  /**
   * Resolves once this tab leads. It leads until `signal` is aborted or another tab takes the lead.
   * Rejects if `signal` is aborted first, or if the browser refuses.
   */
  lead(name: string, signal: Signal, options?: LeadOptions): Promise<void>;
  channel(name: string): Channel;
}

/** Time, randomness and network of a client. Tests have their own implementation. */
export interface Environment {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs a function once, after some milliseconds. Returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** A random number from 0 up to, but not including, 1. */
  random(): number;
  /** A new random UUID in lower case. */
  uuid(): string;
  /** Opens a WebSocket. */
  connect(url: string, protocols: string[]): Socket;
  /**
   * Calls back when the network may have changed or the app wakes up. Returns a function that stops
   * it.
   */
  onWake?(wake: () => void): () => void;
  /** Calls back when the system has lost its network. Returns a function that stops it. */
  onOffline?(offline: () => void): () => void;
  /** Absent if no other tab can share the device. */
  readonly tabs?: Tabs;
}

/** The environment of the browser or Node.js. */
export function platform(): Environment {
  return {
    now: Date.now,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    uuid: randomUuid,
    connect(url, protocols) {
      if (!globalThis.WebSocket) {
        throw new ChatError(
          "noWebSocket",
          "This runtime has no WebSocket: use Node.js 22, or 20 with --experimental-websocket.",
        );
      }
      return new WebSocket(url, protocols);
    },
    ...(globalThis.document && { onWake, onOffline }),
    ...(globalThis.navigator?.locks &&
      globalThis.BroadcastChannel && { tabs: browserTabs(navigator.locks) }),
  };
}

/** `crypto.randomUUID` is absent on insecure origins. */
function randomUuid(): string {
  const digit = () => ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & 15).toString(16);
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", digit);
}

function onWake(wake: () => void): () => void {
  const visible = () => document.hidden || wake();
  const end = new AbortController();
  addEventListener("online", wake, end);
  addEventListener("pageshow", wake, end);
  document.addEventListener("visibilitychange", visible, end);
  return () => end.abort();
}

function onOffline(offline: () => void): () => void {
  addEventListener("offline", offline);
  return () => removeEventListener("offline", offline);
}

function browserTabs(locks: LockManager): Tabs {
  return {
    lead: (name, signal, { steal = false, lost } = {}) =>
      new Promise((lead, refuse) => {
        let leads = false;
        const end = new Promise<void>(done => signal.addEventListener("abort", () => done()));
        // A request that steals cannot have a signal.
        locks
          .request(name, steal ? { steal } : { signal: signal as AbortSignal }, () => {
            leads = true;
            lead();
            return signal.aborted ? undefined : end;
          })
          .catch(error => (leads ? lost?.() : refuse(error)));
      }),
    channel: name => new BroadcastChannel(name),
  };
}
