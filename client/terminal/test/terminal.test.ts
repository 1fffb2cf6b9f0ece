import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { folder, noTerminal, Program } from "./program.js";
import { TestServer } from "./server.js";

const ON_TERMINAL = { skip: noTerminal, timeout: 180_000 };
const CTRL_D = "\u0004";
const CTRL_U = "\u0015";

if (noTerminal) {
  console.error(`${noTerminal}. The terminal client is not tested on a terminal here.`);
}

/** Starts the client of Alice on a terminal, online. */
async function alice(t: TestContext, begun: (server: TestServer) => void = () => {}) {
  const server = await TestServer.start();
  t.after(() => server.close());
  begun(server);
  const args = ["--user", "alice", "--url", server.url, "--store", folder(t)];
  const terminal = Program.onTerminal(t, args);
  await terminal.shows("[online]");
  return { server, terminal };
}

test("typed text is shown, and sent once on Enter", ON_TERMINAL, async t => {
  const { server, terminal } = await alice(t);

  terminal.type("bob: hel");
  await terminal.shows("bob: hel");
  terminal.type("lo\r");

  assert.deepEqual(await server.messages(1), ["bob: hello"]);
  await terminal.shows("bob> ");
  terminal.type(CTRL_D);
  assert.equal(await terminal.ended, 0);
});

test(
  "a message that arrives while the user types leaves the input line below it",
  ON_TERMINAL,
  async t => {
    const { server, terminal } = await alice(t);
    terminal.type("bob: one\r");
    await server.messages(1);
    terminal.type("tw");
    const typed = await terminal.shows("tw");

    server.say("carol", "hi Alice");

    await terminal.shows("bob> tw", await terminal.shows("carol: hi Alice\r\n", typed));
    terminal.type("o\r");
    assert.deepEqual(await server.messages(2), ["bob: one", "bob: two"]);
  },
);

test("a stranger's text cannot control the terminal or fake a line", ON_TERMINAL, async t => {
  const { server, terminal } = await alice(t);

  server.say("mallory", "\u001b[2J\u009b31mred\u202egnp.exe\r\nalice → bob: I owe you\u0007");

  await terminal.shows("mallory: �[2J�31mredgnp.exe\r\n  | alice → bob: I owe you�\r\n");
  terminal.type("/list\r");
  // The count of unread messages is before the colon until the message is marked as read.
  await terminal.shows(": �[2J�31mredgnp.exe⏎alice → bob: I owe you�");
});

test("a text with a colon goes to the chosen user, with a note", ON_TERMINAL, async t => {
  const { server, terminal } = await alice(t);
  terminal.type("bob: hi\rnote: buy milk\rbye\r");

  assert.deepEqual(await server.messages(3), ["bob: hi", "bob: note: buy milk", "bob: bye"]);
  await terminal.shows("[sent to bob: you have no conversation with note; /to note starts one]");
});

test(
  "the name of a conversation chooses the recipient; /say sends such a text unchanged",
  ON_TERMINAL,
  async t => {
    const { server, terminal } = await alice(t);
    server.say("carol", "hi");
    await terminal.shows("carol: hi");
    // Messages to different users have no order, so each waits for the one before it.
    terminal.type("bob: one\r");
    await server.messages(1);
    terminal.type("carol: two\r");
    await server.messages(2);
    terminal.type("/to bob\r/say carol: three\r");

    assert.deepEqual(await server.messages(3), ["bob: one", "carol: two", "bob: carol: three"]);
  },
);

test("an unknown command is refused and not sent", ON_TERMINAL, async t => {
  const { server, terminal } = await alice(t);
  terminal.type("bob: hi\r/lits\r/etc/hosts\r");

  await terminal.shows("Unknown command /lits. Did you mean /list?");
  await terminal.shows("Unknown command /etc/hosts. /help lists all;");
  terminal.type("/say /etc/hosts\r");
  assert.deepEqual(await server.messages(2), ["bob: hi", "bob: /etc/hosts"]);
});

test(
  "hidden messages are gone from the history, and so is a cleared conversation",
  ON_TERMINAL,
  async t => {
    const { server, terminal } = await alice(t);
    server.say("bob", "one");
    server.say("bob", "two");
    await terminal.shows("bob: two");
    terminal.type("/to bob\r/hide #1\r");
    await terminal.shows("[#1 is deleted for you]");
    terminal.type("/hide\r");
    const hidden = await terminal.shows("[#2 is deleted for you]");
    terminal.type("/history\r");
    await terminal.shows("[no messages with bob yet]", hidden);
    server.say("bob", "three");
    await terminal.shows("bob: three");
    terminal.type("/clear\r");
    const cleared = await terminal.shows("[all messages with bob are deleted for you]");
    terminal.type("/history\r");
    await terminal.shows("[no messages with bob yet]", cleared);
    terminal.type(CTRL_D);
    assert.equal(await terminal.ended, 0);
    assert.deepEqual(server.hidden, ['{"seqs":[1]}', '{"seqs":[2]}', '{"upTo":3}']);
  },
);

test("a user who does not exist is no longer the chosen recipient", ON_TERMINAL, async t => {
  const { server, terminal } = await alice(t, ({ unknown }) => unknown.add("note"));
  terminal.type("note: buy milk\r");
  const refused = await terminal.shows("Not sent to note: There is no such user. (unknownUser)");
  await terminal.shows("\u001b[0J> ", refused);
  terminal.type("buy milk\r");

  await terminal.shows("Choose a recipient first: /to NAME");
  terminal.type("/outbox\r");
  await terminal.shows("1  refused (unknownUser)  note: buy milk");
  terminal.type("/discard 1\r/outbox\r");
  await terminal.shows("[all messages are sent]");
  assert.deepEqual(server.received, []);
});

test("Tab completes commands; /help and /quit work", ON_TERMINAL, async t => {
  const { terminal } = await alice(t);

  terminal.type("/his\t");
  await terminal.shows("/history");
  terminal.type(`${CTRL_U}/help\r`);
  await terminal.shows("/say TEXT");
  terminal.type("/quit\r");

  assert.equal(await terminal.ended, 0);
});

test(
  "operations of both users are shown where they happen, and nothing acts on the terminal",
  ON_TERMINAL,
  async t => {
    const { server, terminal } = await alice(t);
    terminal.type("bob: one\r");
    await server.messages(1);
    server.say("bob", "hi");
    await terminal.shows("bob: hi");
    terminal.type("/react 👍\r");
    await terminal.shows("#2 bob: hi [👍 alice]");
    server.write("bob", { kind: "edit", target: 2, body: { type: "edit", text: "\u001b[2Jbye" } });
    await terminal.shows("#2 bob: �[2Jbye (edited) [👍 alice]");
    server.write("bob", {
      kind: "reaction",
      target: 1,
      body: { type: "reaction", emoji: "\u001b[1m" },
    });
    await terminal.shows("#1 alice → bob: one [�[1m bob]");
    server.write("bob", { kind: "remove", target: 2, body: { type: "remove" } });
    await terminal.shows("#2 bob: (removed)");
    terminal.type("/edit uno\r");
    await terminal.shows("#1 alice → bob: uno (edited) [�[1m bob]");
    terminal.type("/history\r");
    await terminal.shows("#1 alice → bob: uno (edited) [�[1m bob]\r\n");
  },
);
