import type { Following, Position } from "./following.js";

const TOP_PIXELS = 600;
const BOTTOM_PIXELS = 40;
const EDGE_PIXELS = 12;
/** A message counts as seen once this share of it is visible. */
const SEEN_PIXELS = 24;
const KEYS: Readonly<Record<string, "up" | "down">> = {
  ArrowUp: "up",
  PageUp: "up",
  Home: "up",
  ArrowDown: "down",
  PageDown: "down",
  End: "down",
  " ": "down",
};

/** A message on the page, and its distance from the upper edge of the scroller. */
export interface Anchor {
  readonly seq: string;
  readonly top: number;
}

export function positionOf({ scrollTop, scrollHeight, clientHeight }: HTMLElement): Position {
  return { above: scrollTop, below: scrollHeight - clientHeight - scrollTop };
}

export function isAtBottom(scroller: HTMLElement): boolean {
  return positionOf(scroller).below < BOTTOM_PIXELS;
}

export function isNearTop({ scrollTop }: HTMLElement): boolean {
  return scrollTop < TOP_PIXELS;
}

/** The first message that is at least partly visible. */
export function anchorOf(scroller: HTMLElement): Anchor | undefined {
  const edge = scroller.getBoundingClientRect().top;
  for (const element of scroller.querySelectorAll<HTMLElement>("[data-seq]")) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > edge) {
      return { seq: element.dataset.seq as string, top: top - edge };
    }
  }
  return undefined;
}

/** Scrolls so that an anchor is at its previous position, or to the bottom without an anchor. */
export function restore(scroller: HTMLElement, anchor: Anchor | undefined): void {
  if (!anchor) {
    scroller.scrollTop = scroller.scrollHeight;
    return;
  }
  const element = scroller.querySelector(`[data-seq="${anchor.seq}"]`);
  if (element) {
    const { top } = element.getBoundingClientRect();
    scroller.scrollTop += top - scroller.getBoundingClientRect().top - anchor.top;
  }
}

/**
 * Scrolls up to an element above the visible part.
 *
 * @returns whether that was necessary
 */
export function scrollUpTo(scroller: HTMLElement, selector: string): boolean {
  const found = scroller.querySelector(selector)?.getBoundingClientRect();
  const below = found ? found.top - scroller.getBoundingClientRect().top : 0;
  if (below < 0) {
    scroller.scrollTop += below - EDGE_PIXELS;
  }
  return below < 0;
}

/** Scrolls so that a message is the first visible one below its date line. */
export function scrollTo(scroller: HTMLElement, selector: string): void {
  const message = scroller.querySelector(selector);
  const before = message?.previousElementSibling;
  const found = before?.matches(".day, .new") ? before : message;
  if (found) {
    const edge = scroller.getBoundingClientRect().top;
    scroller.scrollTop += found.getBoundingClientRect().top - edge - EDGE_PIXELS;
  }
}

/**
 * Keeps the visible messages in place when the upper edge moves, and calls back at each change of the
 * size of a scroller or of its messages.
 *
 * @returns a function that stops this
 */
export function onResize(scroller: HTMLElement, changed: () => void): () => void {
  let edge = scroller.getBoundingClientRect().top;
  const resized = new ResizeObserver(() => {
    const moved = scroller.getBoundingClientRect().top - edge;
    edge += moved;
    scroller.scrollTop += moved;
    changed();
  });
  resized.observe(scroller);
  resized.observe(scroller.querySelector("ol") as Element);
  return () => resized.disconnect();
}

/** The `seq` of the newest visible message; 0 if none is visible. */
export function newestSeen(scroller: HTMLElement): number {
  const edge = scroller.getBoundingClientRect().bottom;
  const elements = [...scroller.querySelectorAll<HTMLElement>("[data-seq]")];
  const newest = elements.findLast(element => {
    const { top, height } = element.getBoundingClientRect();
    return top + Math.min(height, SEEN_PIXELS) <= edge;
  });
  return Number(newest?.dataset.seq ?? 0);
}

/**
 * Reports the wheel, key and touch events of the user to a {@link Following}.
 *
 * @returns a function that stops this
 */
export function reportMoves(scroller: HTMLElement, following: Following): () => void {
  const end = new AbortController();
  const options = { signal: end.signal, passive: true };
  const moves = (direction: "up" | "down") => following.moves(direction, positionOf(scroller));
  let finger = 0;
  scroller.addEventListener(
    "wheel",
    ({ deltaY, ctrlKey }) => deltaY !== 0 && !ctrlKey && moves(deltaY < 0 ? "up" : "down"),
    options,
  );
  scroller.addEventListener(
    "keydown",
    ({ key, shiftKey }) => {
      const direction = KEYS[key];
      if (direction) {
        moves(key === " " && shiftKey ? "up" : direction);
      }
    },
    options,
  );
  scroller.addEventListener(
    "touchstart",
    ({ touches }) => {
      finger = touches[0]?.clientY ?? 0;
    },
    options,
  );
  scroller.addEventListener(
    "touchmove",
    ({ touches }) => {
      const at = touches[0]?.clientY ?? finger;
      if (at !== finger) {
        moves(at > finger ? "up" : "down");
      }
      finger = at;
    },
    options,
  );
  return () => end.abort();
}
