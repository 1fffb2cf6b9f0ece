import assert from "node:assert/strict";
import { test } from "node:test";
import { folder, Program } from "./program.js";
import { TestServer } from "./server.js";

const PATIENT = { timeout: 180_000 };

test("a script finds messages on its device and on the server", PATIENT, async t => {
  const server = await TestServer.start();
  t.after(() => server.close());
  server.hits = [
    {
      peer: "carol",
      seq: 7,
      from: "carol",
      sentAt: 1,
      snippet: "old\u001b tea",
      matches: [[5, 8]],
    },
  ];
  const args = ["--user", "ci", "--url", server.url, "--store", folder(t)];
  const first = Program.script(args, "bob: green Téa", "coffee", "tea again");
  assert.equal(await first.ended, 0, first.errors);

  const run = Program.script(args, "/search TEA");
  assert.equal(await run.ended, 0, run.errors);
  assert.equal(
    run.output,
    'bob\t3\tci\t"tea again"\nbob\t1\tci\t"green Téa"\ncarol\t7\tcarol\t"old\\u001b tea"\n',
  );
  server.hits = undefined;
  const refused = Program.script(args, "/search green tea");
  assert.equal(await refused.ended, 1);
  assert.equal(refused.output, 'bob\t1\tci\t"green Téa"\n');
  assert.match(refused.errors, /^Only this device was searched completely: .* \(rateLimited\)$/m);

  for (const [line, error] of [
    ["/search", /\/search needs one or more words/],
    [`/search ${"x".repeat(65)}`, /\/search takes at most 64 characters/],
  ] as const) {
    const wrong = Program.script(args, line);
    assert.equal(await wrong.ended, 1);
    assert.match(wrong.errors, error);
  }
});
