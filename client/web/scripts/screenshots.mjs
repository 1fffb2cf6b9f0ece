// Takes the screenshots in docs/images. Start a fresh ./chat local first. CHAT_URL is its address
// (default http://localhost:8080), and CHROMIUM the browser.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, Person } from "../target/test/people.js";

const IMAGES = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
const DESKTOP = { width: 960, height: 600 };
const PHONE = { width: 360, height: 600 };

mkdirSync(IMAGES, { recursive: true });
const browser = await launch();
const alice = await Person.arrive(browser, "alice", { viewport: DESKTOP, colorScheme: "light" });
const bob = await Person.arrive(browser, "bob", {
  viewport: PHONE,
  colorScheme: "dark",
  hasTouch: true,
  isMobile: true,
});
const carol = await Person.arrive(browser, "carol");

/** Sends a message, and waits until the other user has seen it. */
async function say(from, to, text) {
  await from.write(text);
  await to.sees(text);
  await from.sees(text, "read");
}

/** Opens the menu of a message and chooses from it. */
async function choose({ page }, text, role, name) {
  await page.locator(".bubble", { hasText: text }).first().dispatchEvent("contextmenu");
  await page.getByRole(role, { name }).click();
}

await alice.open("bob");
await bob.open("alice");
await say(alice, bob, "Are you on the train?");
await say(bob, alice, "Just left. The tunnel comes in a minute, then I am gone for a while.");
await say(alice, bob, "Write anyway. It goes out when you are back.");
await choose(bob, "Write anyway", "menuitem", "Reply");
await say(bob, alice, "سأكتب بالعربية أيضًا");
await choose(alice, "Just left", "menuitemradio", "React with ❤️");
await bob.page.getByRole("button", { name: "❤️ by" }).waitFor();
await carol.open("alice");
await carol.write("Can you read this before noon?");
await carol.write("It is two pages.");
await bob.network.cut();
await bob.write("In the tunnel now.");
await bob.write("Still here.");
await bob.page.getByText("2 messages pending").waitFor();
await bob.page.screenshot({ path: `${IMAGES}web-chat-phone.png` });
await alice.write("Take your time.");
await alice.sees("Take your time.", "sent");
await alice.page.getByText("2 unread").waitFor();
await alice.page.screenshot({ path: `${IMAGES}web-chat.png` });
await browser.close();
