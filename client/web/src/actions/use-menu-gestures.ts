import { useEffect, useMemo, useRef } from "preact/hooks";

/** A touch on a message that lasts this long opens its menu. */
const LONG_MS = 500;
/** A touch that moves further than this scrolls. */
const STILL_PIXELS = 10;
/** Elements with a browser menu, or with an action of their own. */
const OTHERS = "a, button";

/**
 * The event handlers of an element that open a menu by a right-click or a long press. Links and
 * selected text keep the browser's menu.
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

/** Some browsers report a long press as a context menu event, others do not report it. */
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
