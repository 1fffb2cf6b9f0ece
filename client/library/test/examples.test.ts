import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ChatClient as Client } from "../src/client.js";
import type { ChatClientOptions } from "../src/client-options.js";
import { ChatError } from "../src/errors.js";
import type { Message } from "../src/messages.js";
import { search } from "../src/search/search.js";
import { MemoryStore } from "../src/store/memory.js";
import { Dice, Loop, settled } from "./fake/loop.js";
import { fakeEnvironment, tokenOf } from "./fake/network.js";
import { FakeServer } from "./fake/server.js";

const loop = new Loop();
const dice = new Dice(1);
const server = new FakeServer(loop, dice);
const environment = fakeEnvironment(loop, dice, socket => server.connect(socket));

/** The client of the examples, on the fake server. */
class ChatClient extends Client {
  constructor(options: ChatClientOptions) {
    super({ ...options, environment });
  }
}

const browserStore = (_user: string) => new MemoryStore();
const getIdToken = async (_refresh: boolean) => tokenOf("alice", loop.now + 3_600_000);
const shown: string[] = [];
const show = (text: string) => shown.push(text);

async function withTime<T>(promise: Promise<T>): Promise<T> {
  const [result] = await Promise.all([promise, loop.pass(10_000)]);
  return result;
}

async function bob(): Promise<Client> {
  const token = async () => tokenOf("bob", loop.now + 3_600_000);
  const store = new MemoryStore();
  const client = new Client({ url: "wss://chat.test/prod", token, store, environment });
  await client.start();
  await loop.pass(1_000);
  return client;
}

async function alice(): Promise<Client> {
  // example: start
  const chat = new ChatClient({
    url: "wss://abc.execute-api.eu-central-1.amazonaws.com/prod",
    token: ({ refresh }) => getIdToken(refresh),
    store: browserStore("alice"),
  });
  chat.on("messages", ({ peer, messages }) => {
    for (const message of messages) {
      show(`${peer}: ${message.from} wrote ${message.body?.text}`);
    }
  });
  chat.on("error", error => show(`${error.code}: ${error.message}`));
  await chat.start();
  // end
  await loop.pass(1_000);
  return chat;
}

test("the examples of docs/client.md work as documented", async () => {
  const peer = await bob();
  const chat = await alice();
  const sending = (async () => {
    // example: send
    const conversation = chat.conversation("bob");
    const { clientMessageId, accepted } = await conversation.send("hi"); // on disk now
    for (const message of conversation.outgoing()) {
      show(`${message.clientMessageId === clientMessageId} ${message.status}`); // waiting, sent or failed
    }
    show(`It is message ${await accepted}.`); // rejects if the server finally refuses it
    // end
  })();
  await withTime(sending);
  assert.deepEqual(shown, ["true waiting", "bob: alice wrote hi", "It is message 1."]);
  await withTime(peer.conversation("alice").send("hello"));
  assert.equal(shown.at(-1), "bob: bob wrote hello");
  await peer.conversation("alice").markRead();
  await loop.pass(1_000);

  shown.length = 0;
  // example: list
  for (const { peer, unread, lastMessage } of chat.conversations()) {
    show(`${peer} (${unread}): ${lastMessage?.preview}`);
  }
  // end
  assert.deepEqual(shown, ["bob (1): hello"]);

  shown.length = 0;
  const conversation = chat.conversation("bob");
  // example: history
  let page = await conversation.page({ limit: 50 }); // the newest
  for (const message of page.messages) {
    show(`${message.body?.text}${message.mine ? ` (${conversation.status(message)})` : ""}`);
  }
  if (page.more) {
    page = await conversation.page({ before: page.after + 1 }); // the messages before them
  }
  await conversation.markRead();
  // end
  assert.deepEqual(shown, ["hi (read)", "hello"]);
  assert.equal(conversation.state.unread, 0);

  shown.length = 0;
  const following = (async () => {
    // example: follow
    for await (const message of conversation.messages(0)) {
      show(`${message.seq}: ${message.body?.text}`);
    }
    // end
  })();
  await settled();
  await withTime(peer.conversation("alice").send("more"));
  assert.deepEqual(shown, ["1: hi", "2: hello", "bob: bob wrote more", "3: more"]);

  shown.length = 0;
  const searching = (async () => {
    // example: search
    const hits = search(chat, "tea station"); // or search(chat, "tea station", { peer: "bob" })
    for await (const { peer, seq, snippet, matches } of hits) {
      const words = matches.map(([start, end]) => snippet.slice(start, end));
      show(`${peer} ${seq}: ${snippet} (${words.join(", ")})`);
    }
    if (!hits.isComplete) {
      show(`Only the messages of this device were searched: ${hits.error?.code}`);
    }
    // end
  })();
  await withTime(searching);
  assert.deepEqual(shown, ["Only the messages of this device were searched: notSupported"]);

  shown.length = 0;
  const acting = (async () => {
    // example: act
    const { messages } = await conversation.page({ limit: 1 });
    for (const message of messages) {
      await conversation.react(message, "👍"); // "" takes it back
      await conversation.send("so do I", { replyTo: message.seq });
    }
    // end
  })();
  await withTime(acting);
  assert.deepEqual(shown, ["bob: alice wrote so do I", "5: so do I"]);

  shown.length = 0;
  // example: changed
  chat.on("changed", async ({ peer, seqs }) => {
    for (const seq of seqs) {
      const message = await chat.conversation(peer).message(seq);
      const reactions = message?.reactions.map(({ emoji }) => emoji) ?? [];
      show(`${seq} is now: ${message?.body?.text ?? "removed"} ${reactions.join("")}`);
    }
  });
  // end
  const { messages } = await conversation.page({ limit: 2 });
  await withTime(peer.conversation("alice").react(messages[0] as Message, "🎉"));
  assert.deepEqual(shown, ["3 is now: more 👍🎉"]);

  shown.length = 0;
  const asking = (async () => {
    // example: errors
    try {
      await chat.profiles(["bob"]);
    } catch (error) {
      if (error instanceof ChatError && error.code === "offline") {
        show("Try again once you are online.");
      } else {
        show("The server does not have profiles.");
      }
    }
    // end
  })();
  await withTime(asking);
  assert.deepEqual(shown, ["The server does not have profiles."]);
  await chat.close();
  await following;
  await peer.close();
});

test("the examples of docs/client.md are the ones in this test", () => {
  const source = readFileSync(new URL("../../test/examples.test.ts", import.meta.url), "utf8");
  const examples = [...source.matchAll(/^( +)\/\/ example: \w+\n([\s\S]*?)^ +\/\/ end$/gm)].map(
    ([, indent = "", code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
  const page = readFileSync(new URL("../../../../docs/client.md", import.meta.url), "utf8");
  const shownThere = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  assert.deepEqual(shownThere, examples);
});
