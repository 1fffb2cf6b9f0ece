export type { ChatEvents } from "./chat-events.js";
export { ChatClient } from "./client.js";
export type { ChatClientOptions } from "./client-options.js";
export { Conversation } from "./conversation.js";
export type { Page, PageOptions } from "./conversation-reader.js";
export type { ConnectionState, TokenSource } from "./device/connection-state.js";
export type { ConversationState } from "./device/events.js";
export type { StorageState } from "./device/storage.js";
export {
  type Channel,
  type Environment,
  type LeadOptions,
  platform,
  type Signal,
  type Socket,
  type Tabs,
} from "./environment.js";
export { ChatError, type ClientErrorCode, type ErrorCode } from "./errors.js";
export type {
  Message,
  MessageStatus,
  OutgoingMessage,
  OutgoingOperation,
  SendOptions,
  Sent,
} from "./messages.js";
export type { Part } from "./part.js";
export type * from "./protocol/client-frames.js";
export { type Content, contentOf, isMessage } from "./protocol/content.js";
export { decode } from "./protocol/decode.js";
export { PROTOCOL_ERRORS, type ProtocolErrorCode } from "./protocol/errors.js";
export type { OperationType } from "./protocol/fold.js";
export { LIMITS } from "./protocol/limits.js";
export type * from "./protocol/model.js";
export type * from "./protocol/search-frames.js";
export type * from "./protocol/server-frames.js";
export { bytesOf, isUserId, textError } from "./protocol/text.js";
export type {
  Batch,
  ConversationRecord,
  DeviceRecord,
  Draft,
  Listed,
  Loaded,
  Mark,
  OutboxItem,
  PlacedEntry,
  PlacedFold,
  Range,
  Run,
  Store,
} from "./store/store.js";
