import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../../library/test/fake/desk.js";
import { usePresence } from "../src/index.js";
import { Page } from "./page.js";

const seen: string[] = [];

function Presence() {
  seen.push(usePresence("bob").status);
  return null;
}

test("the subscription to a user lasts as long as any component shows the presence", async () => {
  const desk = await Desk.begun();
  const asked = () => desk.socket.frames("presence").map(({ watch, unwatch }) => [watch, unwatch]);
  const answer = () => {
    const { requestId } = desk.socket.frames("presence").at(-1) ?? {};
    const users = [{ user: "bob", status: "online", at: desk.loop.now }];
    desk.push({ type: "presence", requestId, users });
  };
  const [one, two] = [<Presence key="one" />, <Presence key="two" />];
  const page = await Page.of(desk, [one, two]);
  await page.after(answer);
  assert.deepEqual([seen[0], seen.at(-1)], ["unknown", "online"]);
  await page.show([two]);
  assert.deepEqual(asked(), [[["bob"], []]]);
  await page.show([]);
  assert.deepEqual(asked(), [
    [["bob"], []],
    [[], ["bob"]],
  ]);
});
