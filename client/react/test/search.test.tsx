import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../../library/test/fake/desk.js";
import { useSearch } from "../src/index.js";
import { Page } from "./page.js";

let shown = "";
let searchOn = () => {};

function Results({ query }: { readonly query: string }) {
  const { hits, isSearching, isComplete, error, more } = useSearch(query, { limit: 2 });
  const state = isSearching ? "searching" : (error ?? (isComplete ? "complete" : "more"));
  shown = [...hits.map(({ snippet }) => snippet), state].join(", ");
  searchOn = more;
  return null;
}

test("a search shows messages of the device, then those of the server", async () => {
  const desk = await Desk.begun(3);
  const page = await Page.of(desk, <Results query="" />);
  assert.equal(shown, "more");
  await page.show(<Results query="bo" />);
  await page.show(<Results query="bob" />);
  assert.equal(shown, "searching");
  await page.after(() => {}, 400);
  assert.equal(shown, "bob 3, bob 2, more");
  await page.after(() => searchOn());
  assert.equal(shown, "bob 3, bob 2, bob 1, searching");
  await page.after(() => {
    const [{ requestId, query } = {}, ...others] = desk.socket.frames("search");
    assert.deepEqual([query, others], ["bob", []]);
    const hit = { peer: "carol", seq: 9, from: "carol", sentAt: 1, snippet: "Bob?", matches: [] };
    desk.push({ type: "searched", requestId, hits: [hit] });
  });
  assert.equal(shown, "bob 3, bob 2, bob 1, Bob?, complete");
  await page.show(<Results query="bobby" />);
  assert.equal(shown, "searching");
  await page.leave();
  await desk.client.close();
});
