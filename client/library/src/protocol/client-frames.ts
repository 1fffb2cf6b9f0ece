import type { Body, Privacy, Settings, TypingState } from "./model.js";

/**
 * Acknowledges a conversation: the device holds it up to `delivered`, the user has read it up to
 * `read`.
 */
export interface Ack {
  readonly peer: string;
  readonly delivered?: number;
  readonly read?: number | undefined;
}

/** A frame of the client; `docs/protocol.md` defines each. */
export type ClientFrame =
  | {
      readonly action: "sendMessage";
      readonly requestId?: string;
      readonly to: string;
      readonly clientMessageId: string;
      readonly after?: number;
      readonly seq?: number;
      /** The message to which it replies, or on which it acts. */
      readonly target?: number;
      readonly body: Body;
    }
  | {
      readonly action: "ack";
      readonly requestId?: string | undefined;
      readonly acks: readonly Ack[];
    }
  | {
      readonly action: "sync";
      readonly requestId?: string;
      readonly cursors?: Readonly<Record<string, number>>;
    }
  | { readonly action: "typing"; readonly to: string; readonly state: TypingState }
  | { readonly action: "ping" }
  | (Request & { readonly requestId: string });

/** A request whose reply is one frame: of the same name, or `hidden` or `searched`. */
export type Request =
  | {
      readonly action: "hide";
      readonly peer: string;
      /** Messages to hide. */
      readonly seqs?: readonly number[];
      /** Hides all entries up to this one. */
      readonly upTo?: number;
      /** Asks for the messages hidden since this version. */
      readonly since?: number;
      /** The `next` of the page before. */
      readonly after?: number;
    }
  | {
      readonly action: "history";
      readonly peer: string;
      readonly before?: number;
      readonly after?: number;
      readonly limit?: number;
      /** Whether the reply has the state of its messages, for a part far from the end. */
      readonly fold?: boolean;
    }
  | {
      readonly action: "conversations";
      readonly limit?: number;
      readonly cursor?: string | undefined;
    }
  | {
      readonly action: "presence";
      readonly watch?: readonly string[];
      readonly unwatch?: readonly string[];
      readonly get?: readonly string[];
    }
  | {
      readonly action: "profile";
      readonly get?: readonly string[];
      readonly set?: { readonly name?: string; readonly privacy?: Partial<Privacy> };
      readonly find?: { readonly contactNumber: string };
    }
  | {
      readonly action: "conversation";
      readonly peer: string;
      /** If absent, the settings are only read. */
      readonly set?: Partial<Settings>;
    }
  | {
      readonly action: "search";
      /** The words that a message must contain. */
      readonly query: string;
      /** If absent, all conversations are searched. */
      readonly peer?: string;
      /** Only with a peer: only messages before this entry. */
      readonly before?: number;
      readonly limit?: number;
      /** Of the page before. */
      readonly cursor?: string;
    };

/** The type of the reply to a request. */
export type ReplyType<R extends Request> = R["action"] extends "search"
  ? "searched"
  : R["action"] extends "hide"
    ? "hidden"
    : Exclude<R["action"], "search" | "hide">;
