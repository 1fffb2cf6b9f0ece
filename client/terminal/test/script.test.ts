import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { folder, Program } from "./program.js";
import { TestServer } from "./server.js";

const PATIENT = { timeout: 180_000 };

async function started(t: TestContext) {
  const server = await TestServer.start();
  t.after(() => server.close());
  return { server, args: ["--user", "ci", "--url", server.url, "--store", folder(t)] };
}

test("a script ends with 0 once its messages are sent", PATIENT, async t => {
  const { server, args } = await started(t);
  const run = Program.script(args, "bob: one", "two", "bob: three");

  assert.equal(await run.ended, 0, run.errors);
  assert.deepEqual(server.received, ["bob: one", "bob: two", "bob: three"]);
  assert.equal(run.output, 'bob\t1\tci\t"one"\nbob\t2\tci\t"two"\nbob\t3\tci\t"three"\n');
});

test("a refused message makes only its own run end with 1", PATIENT, async t => {
  const { server, args } = await started(t);
  server.unknown.add("note");

  const refused = Program.script(args, "note: buy milk");
  assert.equal(await refused.ended, 1);
  assert.match(refused.errors, /^Not sent to note: There is no such user. \(unknownUser\)$/m);
  const later = Program.script(args, "bob: hi");

  assert.equal(await later.ended, 0, later.errors);
  assert.equal(later.errors, "");
  assert.deepEqual(server.received, ["bob: hi"]);
});

test("an ambiguous line is sent to neither user", PATIENT, async t => {
  const { server, args } = await started(t);
  const run = Program.script(args, "bob: one", "note: two", "/say note: three", "/to carol four");

  assert.equal(await run.ended, 1);
  assert.match(run.errors, /could be for note or for bob: start the line with \/to note or/);
  assert.deepEqual(server.received.sort(), ["bob: note: three", "bob: one", "carol: four"]);
});

test("with --to every line is an unchanged message", PATIENT, async t => {
  const { server, args } = await started(t);
  const run = Program.script([...args, "--to", "bob"], "error: x", "/list", "");

  assert.equal(await run.ended, 0, run.errors);
  assert.deepEqual(server.received, ["bob: error: x", "bob: /list"]);
});

test("a line without a recipient and an unknown command end a script with 1", PATIENT, async t => {
  const { server, args } = await started(t);
  const nobody = Program.script(args, "hi");
  assert.equal(await nobody.ended, 1);
  assert.match(nobody.errors, /Choose a recipient first/);
  const unknown = Program.script(args, "/sned bob hi");
  assert.equal(await unknown.ended, 1);
  assert.match(unknown.errors, /Unknown command \/sned. /);
  assert.deepEqual(server.received, []);
});

test(
  "a program gets a stranger's complete text, without terminal control characters",
  PATIENT,
  async t => {
    const { server, args } = await started(t);
    const run = Program.script([...args, "--wait", "-1"], "mallory: hi");
    await run.shows("\n");
    server.say("mallory", "\u001b[2J\u009b\u202e\u200bx\r\ny");
    const end = await run.shows("mallory\t2\tmallory\t");
    await run.shows("\n", end);

    const text = run.output.slice(end);
    assert.equal(text, '"\\u001b[2J\\u009b\\u202e\\u200bx\\r\\ny"\n');
    run.stop();
    await run.ended;
  },
);

test("a message from a newer version is not shown as removed", PATIENT, async t => {
  const { server, args } = await started(t);
  const run = Program.script([...args, "--wait", "-1"], "bob: hi");
  await run.shows("\n");
  server.write("bob", { body: { type: "image", name: "cat.png" } });
  server.write("bob", { kind: "hologram", target: 1, body: { type: "hologram" } });
  server.write("bob", { bodyHash: "FBPOkkZDlwrscHMAP87_jJUdiKLTNcSPueFia7IpGt0" });
  await run.shows('bob\t4\tbob\t"(removed)"\n');

  const newer = '"(this message needs a newer version of the client)"';
  assert.ok(run.output.includes(`bob\t2\tbob\t${newer}\nbob\t4\t`), run.output);
  run.stop();
  await run.ended;
});

test("a script answers, edits, removes and reacts, and ends once all is done", PATIENT, async t => {
  const { server, args } = await started(t);
  const first = Program.script([...args, "--wait", "-1"], "bob: one", "two", "three");
  await server.messages(3);
  server.say("bob", "hi");
  await first.shows('bob\t4\tbob\t"hi"\n');
  first.stop();
  await first.ended;
  const run = Program.script(
    args,
    "/to bob",
    "/reply yes",
    "/reply #2 no",
    "/edit #2 zwei",
    "/edit #1 #2 is right",
    "/remove #3",
    "/react 👍",
    "/react #1 -",
  );

  assert.equal(await run.ended, 0, run.errors);
  assert.deepEqual(
    server.received.slice(3).sort(),
    [
      'bob: {"target":4,"type":"text","text":"yes"}',
      'bob: {"target":2,"type":"text","text":"no"}',
      'bob: {"target":2,"type":"edit","text":"zwei"}',
      'bob: {"target":1,"type":"edit","text":"#2 is right"}',
      'bob: {"target":3,"type":"remove"}',
      'bob: {"target":4,"type":"reaction","emoji":"👍"}',
      'bob: {"target":1,"type":"reaction","emoji":""}',
    ].sort(),
  );
});

test("a command that names no message, or not its own, is refused", PATIENT, async t => {
  const { server, args } = await started(t);
  const first = Program.script([...args, "--wait", "-1"], "bob: one");
  await server.messages(1);
  server.say("bob", "hi");
  await first.shows('bob\t2\tbob\t"hi"\n');
  first.stop();
  await first.ended;
  for (const [line, error] of [
    ["/edit #9 x", /There is no message #9: \/history shows the numbers/],
    ["/edit #2 x", /Only messages of this user can be edited and removed/],
    ["/edit", /\/edit needs a text/],
    ["/reply #1", /\/reply needs a text/],
    ["/remove now", /\/remove needs a number of \/history, or nothing/],
    ["/react", /\/react needs one emoji/],
    ["/hide now", /\/hide needs a number of \/history, or nothing/],
    ["/hide #9", /There is no message #9/],
    ["/clear bob", /\/clear needs nothing/],
  ] as const) {
    const run = Program.script(args, "/to bob", line);
    assert.equal(await run.ended, 1);
    assert.match(run.errors, error);
  }
  const nobody = Program.script(args, "/edit x");
  assert.equal(await nobody.ended, 1);
  assert.match(nobody.errors, /Choose a conversation first/);
  assert.deepEqual(server.received, ["bob: one"]);
});

test(
  "an edit that the server refuses makes the run end with 1, with its words",
  PATIENT,
  async t => {
    const { server, args } = await started(t);
    server.tooLate.add("edit");
    const run = Program.script([...args, "--wait", "-1"], "bob: one");
    await server.messages(1);
    await run.shows('"one"');
    run.stop();
    await run.ended;

    const late = Program.script(args, "/to bob", "/edit two");
    assert.equal(await late.ended, 1);
    assert.match(
      late.errors,
      /^No edit for bob: The time to change the message is over\. \(tooLate\)$/m,
    );
    assert.deepEqual(server.received, ["bob: one"]);
  },
);

test("wrong options end with 2 and an error that names the option", PATIENT, async () => {
  const cases = [
    [[], /--user is missing/],
    [["--user", "a", "--wait", "soon"], /--wait must be a number of seconds, not soon/],
    [["--user", "a", "--url", "localhost"], /--url must be an http or https address/],
    [["--usr", "a"], /--usr/],
  ] as const;
  for (const [args, message] of cases) {
    const run = Program.script(args);
    assert.equal(await run.ended, 2);
    assert.match(run.errors, message);
  }
  assert.equal(await Program.script(["--help"]).ended, 0);
});
