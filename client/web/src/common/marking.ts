import { type ComponentChildren, createContext } from "preact";

/** The highlighting of the words of a search in messages. */
export interface Marking {
  /** The `seq` of the message at which the search is. */
  readonly current: number | undefined;
  /**
   * A function that highlights the words in a part of a message's text.
   *
   * @returns undefined if the search did not find the message
   */
  in(text: string): ((part: string) => ComponentChildren) | undefined;
}

export const MarkingContext = createContext<Marking | undefined>(undefined);
