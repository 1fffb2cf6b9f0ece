const BOTTOM_PIXELS = 40;
const TOP_PIXELS = 600;
const EDGE_PIXELS = 12;

/** Something on the page, and how far it is below the upper edge of what scrolls. */
export interface Anchor {
  readonly seq: string;
  readonly top: number;
}

export function isAtBottom({ scrollTop, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollHeight - clientHeight - scrollTop < BOTTOM_PIXELS;
}

export function isNearTop({ scrollTop }: HTMLElement): boolean {
  return scrollTop < TOP_PIXELS;
}

/** The first message that is seen at least in part. */
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

/** Scrolls so that an anchor is where it was; without one to the bottom. */
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
 * Scrolls up to something that is above of what is seen.
 *
 * @returns whether there was need to
 */
export function scrollUpTo(scroller: HTMLElement, selector: string): boolean {
  const found = scroller.querySelector(selector)?.getBoundingClientRect();
  const below = found ? found.top - scroller.getBoundingClientRect().top : 0;
  if (below < 0) {
    scroller.scrollTop += below - EDGE_PIXELS;
  }
  return below < 0;
}
