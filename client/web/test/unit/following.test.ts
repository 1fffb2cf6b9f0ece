import assert from "node:assert/strict";
import { test } from "node:test";
import { Following } from "../../src/conversation/following.js";

const SHOWN = 400;

/** A view of a conversation with a height, which scrolls like a browser. */
class FakeView {
  readonly following = new Following(() => {});
  #height = 1_000;
  #above = this.#height - SHOWN;

  constructor() {
    this.following.placed(this.#position);
  }

  get #position() {
    return { above: this.#above, below: this.#height - SHOWN - this.#above };
  }

  /** The page grows or shrinks, and the view scrolls if it follows. */
  grows(by: number): this {
    this.#height += by;
    this.#above = Math.min(this.#above, this.#height - SHOWN);
    this.following.scrolled(this.#position, true);
    if (this.following.isOn) {
      this.#above = this.#height - SHOWN;
      this.following.placed(this.#position);
    }
    return this.scrolls(0);
  }

  /** The position changes without an event of the wheel, a key or a finger. */
  scrolls(by: number): this {
    this.#above = Math.max(0, Math.min(this.#above + by, this.#height - SHOWN));
    this.following.scrolled(this.#position, true);
    return this;
  }

  /** The user turns the wheel. The event comes first, then the position changes. */
  turns(by: number): this {
    this.following.moves(by < 0 ? "up" : "down", this.#position);
    return this.scrolls(by);
  }

  get isAtEnd(): boolean {
    return this.#position.below === 0;
  }
}

test("new messages never end following, no matter how fast they arrive", () => {
  const view = new FakeView();
  for (let count = 0; count < 100; count++) {
    view.grows(60).grows(-20).grows(300);
    assert.ok(view.following.isOn && view.isAtEnd);
  }
});

test("the wheel ends following immediately, before the page has scrolled", () => {
  const view = new FakeView();
  view.following.moves("up", { above: 600, below: 0 });
  view.grows(60);
  assert.equal(view.following.isOn, false);
  assert.equal(view.isAtEnd, false);
});

test("the scrollbar, which sends no event of its own, ends following", () => {
  assert.equal(new FakeView().scrolls(-100).following.isOn, false);
});

test("scrolling down, or scrolling up at the top, does not end following", () => {
  const following = new Following(() => {});
  following.moves("down", { above: 600, below: 0 });
  following.moves("up", { above: 0, below: 0 });
  assert.ok(following.isOn);
});

test("scrolling back to the end starts following again", () => {
  const view = new FakeView().turns(-300);
  assert.equal(view.turns(200).following.isOn, false);
  assert.equal(view.turns(100).following.isOn, true);
  assert.ok(view.grows(60).isAtEnd);
});

test("the end of the page does not count as the end of the conversation", () => {
  const following = new Following(() => {});
  following.end();
  following.moves("down", { above: 500, below: 100 });
  following.scrolled({ above: 600, below: 0 }, false);
  assert.equal(following.isOn, false);
  following.scrolled({ above: 600, below: 0 }, true);
  assert.equal(following.isOn, true);
});

test("a send starts following while the user reads older messages", () => {
  const view = new FakeView().turns(-500);
  view.following.begin();
  assert.ok(view.grows(60).isAtEnd);
  assert.ok(view.grows(60).isAtEnd);
});

test("a shrinking layout does not count as scrolling up", () => {
  assert.equal(new FakeView().grows(-200).following.isOn, true);
});
