import assert from "node:assert/strict";
import { ChatClient, contentOf, type Message } from "@serverlesschat/client";
import { MemoryStore } from "@serverlesschat/client/memory";
import type { Cases, Chat } from "../chat.js";
import { operation, seqs } from "../raw-device.js";

const PATIENCE_MS = 20_000;

/** The client library of a user, online. */
async function library(chat: Chat, user: string): Promise<ChatClient> {
  const { url, token } = chat.target;
  const client = new ChatClient({ url, token: () => token(user), store: new MemoryStore() });
  await client.start();
  await client.ready;
  return client;
}

/** What a message shows. */
function shown(message: Message): unknown[] {
  const { edited, reactions, replyTo, seq } = message;
  return [seq, contentOf(message), replyTo, edited?.seq, reactions];
}

async function until(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isTrue())) {
    assert.ok(Date.now() < deadline, what);
    await new Promise(wake => setTimeout(wake, 100));
  }
}

export const OPERATIONS: Cases = {
  async "an edit, a reaction and a removal are entries of the log, for all devices"(chat) {
    const [alice, bob] = await chat.both();
    const laptop = await chat.device(chat.alice, "laptop");
    await alice.write(chat.bob, "at six");
    const edit = { type: "edit", text: "at seven" };
    const accepted = await alice.operate(chat.bob, 1, edit, 1);
    assert.equal(accepted.seq, 2);
    for (const device of [bob, laptop]) {
      const { messages, digest } = await device.next("messages", frame => seqs(frame).includes(2));
      const [{ kind, target, body } = {}] = messages;
      assert.deepEqual([kind, target, body, digest], ["edit", 1, edit, accepted.digest]);
    }
    await bob.operate(chat.alice, 1, { type: "reaction", emoji: "👍" }, 2);
    const reaction = await alice.next("messages", frame => seqs(frame).includes(3));
    assert.deepEqual(reaction.messages[0]?.body, { type: "reaction", emoji: "👍" });
    await alice.operate(chat.bob, 1, { type: "remove" }, 3);
    const removal = await bob.next("messages", frame => seqs(frame).includes(4));
    assert.deepEqual([removal.messages[0]?.kind, removal.messages[0]?.target], ["remove", 1]);
  },

  async "a reply and a forwarded text say so, and are messages"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "tea?");
    const body = { type: "text", text: "yes", forwarded: 1 };
    await bob.operate(chat.alice, 1, body, 1);
    const { messages } = await alice.next("messages");
    const [{ kind, target, body: pushed } = {}] = messages;
    assert.deepEqual([kind, target, pushed], [undefined, 1, body]);
  },

  async "only messages of the user that are there can be edited and removed"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "mine");
    await bob.next("messages");
    const edit = { type: "edit", text: "yours" };
    const refused = async (device: typeof alice, ...frame: Parameters<typeof operation>) => {
      device.send(operation(...frame));
      const { code, retryable } = await device.next("rejected");
      assert.equal(retryable, false);
      return code;
    };
    assert.equal(await refused(bob, chat.alice, 1, edit, 1), "invalidField");
    assert.equal(await refused(bob, chat.alice, 1, { type: "remove" }, 1), "invalidField");
    await alice.operate(chat.bob, 1, { type: "remove" }, 1);
    assert.equal(await refused(alice, chat.bob, 1, edit, 2), "targetGone");
    assert.equal(await refused(alice, chat.bob, 2, edit, 2), "targetGone");
    const reaction = { type: "reaction", emoji: "👍" };
    assert.equal(await refused(bob, chat.alice, 1, reaction, 2), "targetGone");
  },

  async "operations count nothing as unread, and the list shows what they made of a message"(chat) {
    const [alice, bob] = await chat.both();
    const row = async () => {
      const [row] = (await bob.ask({ action: "conversations" })).conversations;
      return [row?.unread, row?.lastMessage?.seq, row?.lastMessage?.preview ?? "", row?.lastSeq];
    };
    await alice.write(chat.bob, "at six");
    await alice.operate(chat.bob, 1, { type: "edit", text: "at seven" }, 1);
    assert.deepEqual(await row(), [1, 1, "at seven", 2]);
    await bob.operate(chat.alice, 1, { type: "reaction", emoji: "👍" }, 2);
    assert.deepEqual(await row(), [1, 1, "at seven", 3]);
    await alice.operate(chat.bob, 1, { type: "remove" }, 3);
    assert.deepEqual(await row(), [1, 1, "", 4]);
  },

  async "history has the state of a message, and no text of a removed one"(chat) {
    const [alice] = await chat.both();
    await alice.write(chat.bob, "at six");
    const one = async () =>
      alice.ask({ action: "history", peer: chat.bob, before: 2, limit: 1, fold: true });
    assert.deepEqual((await one()).state ?? [], []);
    await alice.operate(chat.bob, 1, { type: "edit", text: "at seven" }, 1);
    await alice.operate(chat.bob, 1, { type: "reaction", emoji: "👍" }, 2);
    const [state] = (await one()).state ?? [];
    assert.deepEqual([state?.seq, state?.edit?.seq, state?.edit?.body.text], [1, 2, "at seven"]);
    assert.deepEqual(state?.reactions, [{ from: chat.alice, emoji: "👍", seq: 3 }]);
    await alice.operate(chat.bob, 1, { type: "remove" }, 3);
    const { messages } = await alice.ask({ action: "history", peer: chat.bob });
    assert.deepEqual(
      messages.map(({ body, bodyHash }) => body?.type ?? typeof bodyHash),
      ["string", "erased", "reaction", "remove"],
    );
    assert.ok(!JSON.stringify(messages).includes("at s"));
  },

  async "two users of the library see the same messages, edited, removed and with reactions"(chat) {
    const clients = await Promise.all([library(chat, chat.alice), library(chat, chat.bob)]);
    const [alice, bob] = [
      clients[0].conversation(chat.bob),
      clients[1].conversation(chat.alice),
    ] as const;
    const errors: string[] = [];
    for (const client of clients) {
      client.on("error", ({ code }) => errors.push(code));
      client.on("refused", ({ error }) => errors.push(error.code));
    }
    try {
      await alice.send("at six");
      await alice.send("secret");
      await until(async () => bob.state.held === 2, "Bob has not got both messages in time");
      const [first, second] = (await alice.page()).messages as [Message, Message];
      await bob.send("yes", { replyTo: 1 });
      await bob.react((await bob.message(1)) as Message, "👍");
      await alice.edit(first, "at seven");
      await alice.remove(second);
      const pages = async () =>
        (await Promise.all([alice.page(), bob.page()])).map(({ messages }) => messages.map(shown));
      await until(
        async () => alice.state.held === 6 && bob.state.held === 6,
        "not all operations came in time",
      );
      const [own, other] = await pages();
      assert.deepEqual(own, other);
      const contents = own?.map(([, content]) => content);
      assert.deepEqual(contents, [
        { type: "text", text: "at seven" },
        { type: "removed" },
        { type: "text", text: "yes" },
      ]);
      assert.deepEqual(errors, []);
    } finally {
      await Promise.all(clients.map(client => client.close()));
    }
  },
};
