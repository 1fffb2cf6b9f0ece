import type { Message, OutgoingMessage } from "@serverlesschat/client";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** A message, in its place or still in the outbox. */
export type Target = Message | OutgoingMessage;

/** What the messages of an open conversation can ask of it. */
export interface Acting {
  /** Opens the menu of a message, beside an element. */
  openMenu(message: Target, beside: Element): void;
  /** Shows who reacted to a message, and what is known about it. */
  showDetails(message: Message): void;
  /** Shows a message in its place. */
  goTo(seq: number): void;
  /** The message of a quote; undefined until it is known. */
  quoted(seq: number): Message | "missing" | undefined;
}

export const ActingContext = createContext<Acting | undefined>(undefined);

export function useActing(): Acting {
  const acting = useContext(ActingContext);
  if (!acting) {
    throw new Error("Only within an open conversation");
  }
  return acting;
}

/** Whether a message is in its place, not in the outbox. */
export function isLogged(message: Target): message is Message {
  return "sentAt" in message;
}
