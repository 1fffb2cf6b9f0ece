/** A view that is closer to the end than this counts as being at the end. */
const NEAR_PIXELS = 40;

/** The scroll position of a view, in pixels. */
export interface Position {
  /** The length above the visible part. */
  readonly above: number;
  /** The length below the visible part. */
  readonly below: number;
}

/**
 * Whether a view follows the end of a conversation. Only the user can end this, by scrolling up
 * with the wheel, a key, a finger or the scrollbar. The view follows again when the user scrolls
 * back to the end or sends a message. Changes of the layout have no effect. While the user is away
 * or offline, the view stops at the first message that arrived meanwhile.
 */
export class Following {
  readonly #changed: () => void;
  #isOn = true;
  #movesUp = false;
  #above = 0;

  /** @param changed called when following begins or ends */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  #turn(isOn: boolean): void {
    if (this.#isOn !== isOn) {
      this.#isOn = isOn;
      this.#changed();
    }
  }

  /** Called when the user has sent a message or pressed the button that leads to the end. */
  begin(): void {
    this.#turn(true);
    this.#movesUp = false;
  }

  /** Called when the view stops at an unread message before the end. */
  end(): void {
    this.#turn(false);
  }

  /** Called when the user has turned the wheel, pressed a key or moved a finger. */
  moves(direction: "up" | "down", { above }: Position): void {
    this.#movesUp = direction === "up";
    if (this.#movesUp && above > 0) {
      this.#turn(false);
    }
  }

  /** Called when the page itself has set the position. */
  placed({ above }: Position): void {
    this.#above = above;
  }

  /**
   * Called when the position has changed, or the page now includes the end of the conversation.
   *
   * @param hasEnd whether the page includes the end of the conversation
   */
  scrolled({ above, below }: Position, hasEnd: boolean): void {
    const isNear = below < NEAR_PIXELS;
    // A shrinking layout also moves the view up, but leaves it at the end.
    if (above < this.#above - 1 && !isNear) {
      this.#turn(false);
    } else if (isNear && hasEnd && !this.#movesUp) {
      this.#turn(true);
    }
    this.#above = above;
  }
}
