import { Window } from "happy-dom";
import { act, createElement, type ReactNode } from "react";
import type { Desk } from "../../library/test/fake/desk.js";
import { ChatProvider } from "../src/index.js";

const window = new Window();
Object.assign(globalThis, {
  window,
  document: window.document,
  ...(!("navigator" in globalThis) && { navigator: window.navigator }),
  IS_REACT_ACT_ENVIRONMENT: true,
});
// React looks for the page when it is loaded.
const { createRoot } = await import("react-dom/client");

/** A page with an app that uses the client of a desk. */
export class Page {
  readonly #desk: Desk;
  readonly #root = createRoot(document.createElement("main"));

  private constructor(desk: Desk) {
    this.#desk = desk;
  }

  static async of(desk: Desk, content: ReactNode): Promise<Page> {
    const page = new Page(desk);
    await page.show(content);
    return page;
  }

  /** Renders another element. */
  show(content: ReactNode): Promise<void> {
    const app = createElement(ChatProvider, { chat: this.#desk.client }, content);
    return this.after(() => this.#root.render(app));
  }

  /** Runs an action, and waits until its effects are rendered. */
  async after(step: () => unknown, milliseconds = 200): Promise<void> {
    await act(async () => {
      const done = step();
      await this.#desk.loop.pass(milliseconds);
      await done;
    });
  }

  /** Unmounts the app. */
  leave(): Promise<void> {
    return this.after(() => this.#root.unmount());
  }
}
