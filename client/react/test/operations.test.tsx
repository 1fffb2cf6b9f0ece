import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf, type Message } from "@serverlesschat/client";
import { Desk } from "../../library/test/fake/desk.js";
import { edit, frameOf, reaction, removal } from "../../library/test/fake/entries.js";
import { useMessage, useMessages } from "../src/index.js";
import { Page } from "./page.js";

function lookOf(message: Message | undefined): string {
  const content = message && contentOf(message);
  const text = content?.type === "text" ? content.text : content?.type;
  return [text, ...(message?.reactions ?? []).map(({ emoji }) => emoji)].join(" ");
}

const HIDDEN = { type: "hidden", peer: "bob" };

/** The messages of Bob as a component draws them. */
function drawing() {
  const drawn: string[][] = [];
  const Messages = () => {
    drawn.push(useMessages("bob", { limit: 10 }).messages.map(lookOf));
    return null;
  };
  return { drawn, Messages };
}

test("operations change the messages that are shown, and nothing else", async () => {
  const desk = await Desk.begun(3);
  const { drawn, Messages } = drawing();
  const page = await Page.of(desk, <Messages />);
  await page.after(() => desk.push(frameOf([edit(4, 2, "edited"), reaction(5, 1, "👍")])));
  assert.deepEqual(drawn.at(-1), ["bob 1 👍", "edited", "bob 3"]);
  await page.after(() => desk.push(frameOf([removal(6, 2)])));
  assert.deepEqual(drawn.at(-1), ["bob 1 👍", "removed", "bob 3"]);
  await page.after(() => desk.bob(7, 7));
  assert.deepEqual(drawn.at(-1), ["bob 1 👍", "removed", "bob 3", "bob 7"]);
  await page.after(async () => {
    const [message] = (await desk.client.conversation("bob").page()).messages;
    await desk.client.conversation("bob").react(message as Message, "🎉");
  });
  assert.deepEqual(drawn.at(-1)?.[0], "bob 1 👍 🎉");
});

test("one message is read when it is shown, from the server if need be, and follows its operations", async () => {
  const desk = await Desk.begun(2);
  desk.bob(90, 90);
  const drawn: string[] = [];
  const Quote = ({ seq }: { readonly seq: number | undefined }) => {
    drawn.push(lookOf(useMessage("bob", seq)));
    return null;
  };
  const page = await Page.of(desk, <Quote seq={undefined} />);
  assert.deepEqual(new Set(drawn), new Set([""]));
  await page.show(<Quote seq={2} />);
  await page.after(() => {});
  assert.equal(drawn.at(-1), "bob 2");
  await page.after(() => desk.push(frameOf([edit(3, 2, "edited"), edit(4, 1, "other")])));
  assert.equal(drawn.at(-1), "edited");
  const before = drawn.length;
  await page.show(<Quote seq={1} />);
  assert.ok(!drawn.slice(before).includes("edited"), "a message is never shown for another");
  await page.after(() => {});
  assert.equal(drawn.at(-1), "other");
  await page.leave();
  const end = drawn.length;
  await page.after(() => desk.push(frameOf([edit(5, 1, "more")])));
  assert.equal(drawn.length, end);
});

test("hidden and cleared messages disappear, also from a quote", async () => {
  const desk = await Desk.begun(4);
  const { drawn, Messages } = drawing();
  const quoted: string[] = [];
  const Quote = () => {
    quoted.push(lookOf(useMessage("bob", 3)));
    return null;
  };
  const page = await Page.of(
    desk,
    <>
      <Messages />
      <Quote />
    </>,
  );
  const bob = desk.client.conversation("bob");
  await page.after(() => bob.hide([2]));
  assert.deepEqual(drawn.at(-1), ["bob 1", "bob 3", "bob 4"]);
  await page.after(() => desk.push({ ...HIDDEN, version: 1, clearedTo: 0, seqs: [4] }));
  assert.deepEqual(drawn.at(-1), ["bob 1", "bob 3"]);
  assert.equal(quoted.at(-1), "bob 3");
  await page.after(() => bob.clear());
  assert.deepEqual([drawn.at(-1), quoted.at(-1)], [[], ""]);
  await page.after(() => desk.bob(5, 5));
  assert.deepEqual(drawn.at(-1), ["bob 5"]);
});
