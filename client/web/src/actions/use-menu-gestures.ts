import { useEffect, useMemo, useRef } from "preact/hooks";

/** A finger that rests on a message for this time opens its menu. */
const LONG_MS = 500;
/** A finger that moves further scrolls. */
const STILL_PIXELS = 10;
/** What has a menu of the browser's own, or is pressed itself. */
const OTHERS = "a, button";

/**
 * The handlers of an element that open a menu: by the second button of a mouse, and by a finger that
 * rests on it. Links, and text that is selected, keep the browser's menu.
 */
export function useMenuGestures(open: (beside: Element) => void) {
  const opens = useRef(open);
  opens.current = open;
  const press = useMemo(() => new LongPress(beside => opens.current(beside)), []);
  useEffect(() => () => press.end(), [press]);
  return useMemo(
    () => ({
      onContextMenu(event: MouseEvent) {
        const isSelected = getSelection()?.isCollapsed === false;
        if (!isSelected && !isOther(event)) {
          event.preventDefault();
          press.end();
          opens.current(event.currentTarget as Element);
        }
      },
      onPointerDown(event: PointerEvent) {
        press.end();
        if (event.pointerType !== "mouse" && event.isPrimary && !isOther(event)) {
          press.begin(event);
        }
      },
      onPointerMove: (event: PointerEvent) => press.moved(event),
      onPointerUp: () => press.end(),
      onPointerCancel: () => press.end(),
    }),
    [press],
  );
}

function isOther({ target, currentTarget }: Event): boolean {
  const other = (target as Element).closest(OTHERS);
  return other !== null && (currentTarget as Element).contains(other);
}

/** Some browsers report a long press as a context menu, others do not report it. */
class LongPress {
  readonly #open: (beside: Element) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #at: { readonly x: number; readonly y: number } = { x: 0, y: 0 };

  constructor(open: (beside: Element) => void) {
    this.#open = open;
  }

  begin({ clientX: x, clientY: y, currentTarget }: PointerEvent): void {
    this.#at = { x, y };
    this.#timer = setTimeout(() => this.#open(currentTarget as Element), LONG_MS);
  }

  moved({ clientX, clientY }: PointerEvent): void {
    if (Math.hypot(clientX - this.#at.x, clientY - this.#at.y) > STILL_PIXELS) {
      this.end();
    }
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
