import assert from "node:assert/strict";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { Network } from "./network.js";

/** Where `./chat local` serves the web chat. */
export const ADDRESS = process.env.CHAT_URL ?? "http://localhost:8080";
const PATIENCE_MS = Number(process.env.CHAT_PATIENCE_MS ?? 20_000);
/** So many tests run at a time: most of the time they wait for what others do or the server tells. */
export const SIDE_BY_SIDE = 3;
const RUN = Date.now().toString(36);
let people = 0;

/** A user id that nobody else has. */
export function person(name: string): string {
  return `${name}-${RUN}-${process.pid}-${++people}`;
}

/** A contact number that nobody else has. */
export function contactNumber(): string {
  return `+49${Date.now()}`;
}

/** What a browser is like, and what its user signs in with. */
export interface Arrival extends BrowserContextOptions {
  readonly contactNumber?: string;
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

/** A user in front of a browser of their own. */
export class Person {
  readonly user: string;
  readonly network: Network;
  page: Page;
  /** What the page complained of: no test may cause any. */
  readonly complaints: string[] = [];

  private constructor(user: string, page: Page, network: Network) {
    this.user = user;
    this.page = page;
    this.network = network;
  }

  /** Opens a browser's window and signs in. */
  static async arrive(
    browser: Browser,
    user: string,
    { contactNumber = "", ...options }: Arrival = {},
  ): Promise<Person> {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const network = await Network.of(context);
    const arrived = new Person(user, await context.newPage(), network);
    await arrived.load();
    await arrived.page.getByLabel("Your user id").fill(user);
    await arrived.page.getByLabel("Contact number").fill(contactNumber);
    await arrived.page.getByRole("button", { name: "Start chatting" }).click();
    await arrived.online();
    return arrived;
  }

  /** Loads the page; who was signed in with this window is still. */
  async load(): Promise<void> {
    const { page, complaints } = this;
    page.on("pageerror", error => complaints.push(error.message));
    page.on("console", message => {
      if (message.type() === "error" && /Content Security Policy/.test(message.text())) {
        complaints.push(message.text());
      }
    });
    await page.goto(ADDRESS);
  }

  /** Waits for a connection. */
  async online(): Promise<void> {
    await this.page.locator('.page[data-connection="online"]').waitFor();
  }

  /** Opens the conversation with a user by the search field. */
  async open(peer: string): Promise<void> {
    await this.page.getByRole("searchbox").fill(peer);
    await this.page.getByRole("link", { name: `Write to ${peer}` }).click();
    await this.page.getByRole("heading", { name: peer }).waitFor();
  }

  /** Writes a message and sends it. */
  async write(text: string): Promise<void> {
    const field = this.page.getByRole("textbox", { name: /^Message to/ });
    await field.fill(text);
    await field.press("Enter");
  }

  /** Waits until a message is shown, with a status if it is one's own. */
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

  /** The texts that are shown, in order. */
  texts(): Promise<string[]> {
    return this.page.locator(".message .text").allInnerTexts();
  }

  /** Waits until exactly these texts are shown. */
  async seesExactly(texts: readonly string[]): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while ((await this.texts()).join("\n") !== texts.join("\n") && Date.now() < end) {
      await this.page.waitForTimeout(50);
    }
    assert.deepEqual(await this.texts(), texts);
  }

  /** Closes the window; what the browser keeps, it keeps. */
  async close(): Promise<void> {
    await this.page.close();
  }

  /** Comes back in a new window of the same browser. */
  async comeBack(): Promise<void> {
    this.page = await this.page.context().newPage();
    await this.load();
    await this.page.getByRole("button", { name: "Start chatting" }).click();
    await this.online();
  }

  /** Leaves for good. */
  async leave(): Promise<void> {
    await this.page.context().close();
    assert.deepEqual(this.complaints, []);
  }
}
