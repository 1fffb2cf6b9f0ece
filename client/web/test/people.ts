import assert from "node:assert/strict";
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { Complaints } from "./complaints.js";
import { Network } from "./network.js";

/** The address at which `./chat local` serves the web chat. */
export const ADDRESS = process.env.CHAT_URL ?? "http://localhost:8080";
/** The time limit for something to appear. */
export const PATIENCE_MS = Number(process.env.CHAT_PATIENCE_MS ?? 20_000);
/** The number of concurrent tests; they spend most of their time waiting. */
export const SIDE_BY_SIDE = 3;
/** Most tests change the answers of the network, so no service worker may answer instead. */
export const BROWSER = { locale: "en-GB", serviceWorkers: "block" } as const;
const RUN = Date.now().toString(36);
let people = 0;

/** A user id that no other user has. */
export function person(name: string): string {
  return `${name}-${RUN}-${process.pid}-${++people}`;
}

/** A phone number that no other user has. */
export function contactNumber(): string {
  return `+49${Date.now()}`;
}

/** The properties of a browser, and the sign-in data of its user. */
export interface Arrival extends BrowserContextOptions {
  readonly contactNumber?: string;
  /** The address of the web chat, by default {@link ADDRESS}. */
  readonly address?: string;
  /** Prepares the page before it loads. */
  readonly before?: (page: Page) => Promise<unknown>;
}

/** Starts the browser that `CHROMIUM` names. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A user with a browser of their own. */
export class Person {
  readonly user: string;
  readonly network: Network;
  /** The complaints of the page. A test may cause only complaints that it expects. */
  readonly complaints: Complaints;
  page: Page;
  readonly #hasTouch: boolean;

  private constructor(user: string, page: Page, window: Window, hasTouch: boolean) {
    this.user = user;
    this.page = page;
    this.network = window.network;
    this.complaints = window.complaints;
    this.#hasTouch = hasTouch;
  }

  /** Opens a browser's window and signs in. */
  static async arrive(browser: Browser, user: string, arrival: Arrival = {}): Promise<Person> {
    const { contactNumber = "", address = ADDRESS, before, ...options } = arrival;
    const context = await browser.newContext({ ...BROWSER, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const [network, complaints] = [await Network.of(context), await Complaints.of(context)];
    const page = await context.newPage();
    await before?.(page);
    const hasTouch = options.hasTouch ?? false;
    const arrived = new Person(user, page, { network, complaints }, hasTouch);
    await page.goto(address);
    await page.getByLabel("Your user id").fill(user);
    await page.getByLabel("Phone number").fill(contactNumber);
    await page.getByRole("button", { name: "Start chatting" }).click();
    await arrived.online();
    return arrived;
  }

  /** Waits for a connection. */
  async online(): Promise<void> {
    await this.page.locator('.page[data-connection="online"]').waitFor();
  }

  /** Opens the conversation with a user from the search field. */
  async open(peer: string): Promise<void> {
    await this.page.getByRole("searchbox").fill(peer);
    await this.page.getByRole("link", { name: `Write to ${peer}` }).click();
    await this.page.getByRole("heading", { name: peer }).waitFor();
  }

  /** The field for a message. */
  get field(): Locator {
    return this.page.getByRole("textbox", { name: /^Message to/ });
  }

  /** Writes a message and sends it. */
  async write(text: string): Promise<void> {
    await this.field.fill(text);
    if (this.#hasTouch) {
      await this.page.getByRole("button", { name: "Send" }).tap();
    } else {
      await this.field.press("Enter");
    }
  }

  /** Waits until a message is shown, with a status if the user sent it. */
  async sees(text: string, status?: string): Promise<void> {
    const message = this.page.locator(".message").filter({ hasText: text });
    await (status ? message.locator(`[data-status="${status}"]`) : message).waitFor();
  }

  /** Waits until the server has sent a frame of a type. */
  async hears(type: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (this.network.received(type) === 0 && Date.now() < end) {
      await this.page.waitForTimeout(50);
    }
    assert.ok(this.network.received(type) > 0, `no ${type}`);
  }

  /** The visible texts, in order. */
  texts(): Promise<string[]> {
    return this.page.locator(".message .text").allInnerTexts();
  }

  /** Waits until exactly these texts are visible. */
  async seesExactly(texts: readonly string[]): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while ((await this.texts()).join("\n") !== texts.join("\n") && Date.now() < end) {
      await this.page.waitForTimeout(50);
    }
    assert.deepEqual(await this.texts(), texts);
  }

  /** Closes the window; the browser keeps its data. */
  async close(): Promise<void> {
    await this.page.close();
  }

  /** Comes back in a new window of the same browser. */
  async comeBack(): Promise<void> {
    this.page = await this.page.context().newPage();
    await this.page.goto(ADDRESS);
    await this.page.getByRole("button", { name: "Start chatting" }).click();
    await this.online();
  }
}

interface Window {
  readonly network: Network;
  readonly complaints: Complaints;
}
