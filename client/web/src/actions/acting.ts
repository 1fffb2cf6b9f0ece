import type { Message, OutgoingMessage } from "@serverlesschat/client";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Absent } from "./quotes.js";

/** A message, placed in the log or still in the outbox. */
export type Target = Message | OutgoingMessage;

/** The actions that the messages of an open conversation can start. */
export interface Acting {
  /** Opens the menu of a message, beside an element. */
  openMenu(message: Target, beside: Element): void;
  /** Shows the reactions to a message, and its details. */
  showDetails(message: Message): void;
  /** Shows a message at its place in the conversation. */
  goTo(seq: number): void;
  /** The message of a quote; undefined until it is known. */
  quoted(seq: number): Message | Absent | undefined;
}

export const ActingContext = createContext<Acting | undefined>(undefined);

export function useActing(): Acting {
  const acting = useContext(ActingContext);
  if (!acting) {
    throw new Error("This component must be inside an open conversation");
  }
  return acting;
}

/** Whether a message is placed in the log, not in the outbox. */
export function isLogged(message: Target): message is Message {
  return "sentAt" in message;
}
