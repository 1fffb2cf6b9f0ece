// Opens a built example in a DOM without a browser, and chats with its user. Usage: node
// --experimental-websocket scripts/example.mjs page|react URL
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ChatClient, contentOf } from "@serverlesschat/client";
import { MemoryStore } from "@serverlesschat/client/memory";
import { Window } from "happy-dom";

const [example, server] = process.argv.slice(2);
const [user, peer] = [`${example}-user`, `${example}-peer`];
const built = fileURLToPath(new URL(`../examples/${example}/dist/`, import.meta.url));

const html = readFileSync(`${built}index.html`, "utf8");
const [, script] = html.match(/<script [^>]*src="\/([^"]+)"/);
const window = new Window({ url: `${server}/?user=${user}&peer=${peer}` });
window.document.write(html.replace(/<script [^>]*><\/script>/, ""));
for (const name of ["document", "location", "FormData", "MutationObserver", "navigator"]) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
}
for (const name of ["fetch", "addEventListener", "removeEventListener"]) {
  globalThis[name] = window[name].bind(window);
}
globalThis.window = window;

/** Resolves with the result of `read` once it is truthy. */
function shown(read) {
  return new Promise(done => {
    const check = () => {
      const found = read();
      if (found) {
        observer.disconnect();
        done(found);
      }
    };
    const observer = new window.MutationObserver(check);
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    observer.observe(window.document, all);
    check();
  });
}

const field = name => shown(() => window.document.querySelector(`input[aria-label="${name}"]`));
const row = text =>
  shown(() => [...window.document.querySelectorAll("li")].find(li => li.textContent === text));

/** Types like a user: React detects a new value only by its event. */
async function enter(name, text) {
  const input = await field(name);
  const { set } = Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, "value");
  set.call(input, text);
  input.dispatchEvent(new window.Event("input", { bubbles: true }));
  input.form.querySelector("button").click();
}

async function tokenOf(user) {
  const request = { method: "POST", body: JSON.stringify({ user }) };
  return (await (await fetch(`${server}/dev/token`, request)).json()).token;
}

const other = new ChatClient({
  url: `${server.replace("http", "ws")}/prod`,
  token: () => tokenOf(peer),
  store: new MemoryStore(),
});
const received = new Promise(done => {
  other.on("messages", ({ messages }) => done(messages[0]));
});
await other.start();
await other.ready;

await import(`${built}${script}`);
if (example === "react") {
  await enter("Write to", peer);
}
await enter("Message", "hi");
console.log(`The other user has: ${contentOf(await received).text}`);
await other.conversation(user).markRead();
console.log(`The page shows: ${(await row("hi (read)")).textContent}`);
await other.conversation(user).send("hello");
console.log(`The page shows: ${(await row(`${peer}: hello`)).textContent}`);
process.exit(); // The page's chat stays open, as in a browser.
