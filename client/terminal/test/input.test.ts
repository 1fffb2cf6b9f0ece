import assert from "node:assert/strict";
import { test } from "node:test";
import { type Addressing, nearest, read, readNamed, readNumbered } from "../src/input.js";

const AT_BOB: Addressing = {
  peer: "bob",
  isConversation: name => name === "carol",
  isScript: false,
};
const SCRIPT = { ...AT_BOB, isScript: true };
const BEGIN = { ...AT_BOB, peer: undefined };

function goesTo(line: string, addressing: Addressing): string {
  const input = read(line, addressing);
  return input.type === "text" ? `${input.to} < ${input.text}` : input.type;
}

test("a line goes to the chosen user, unless it starts with the name of a conversation", () => {
  const cases = [
    ["hi", AT_BOB, "bob < hi"],
    ["carol: hi", AT_BOB, "carol < hi"],
    ["bob: hi", AT_BOB, "bob < hi"],
    ["note: buy milk", AT_BOB, "bob < note: buy milk"],
    ["see http://x.test", AT_BOB, "bob < see http://x.test"],
    ["bob:", AT_BOB, "bob < bob:"],
    ["note: buy milk", BEGIN, "note < buy milk"],
    ["hi", BEGIN, "refused"],
    ["carol: hi", SCRIPT, "refused"],
    ["bob: hi", SCRIPT, "bob < hi"],
    ["  ", AT_BOB, "nothing"],
  ] as const;
  for (const [line, addressing, expected] of cases) {
    assert.equal(goesTo(line, addressing), expected, line);
  }
});

test("a line that starts with a slash is a command, known or not", () => {
  const command = { type: "command", name: "/to", argument: "bob hi" };
  assert.deepEqual(read("/to bob hi", AT_BOB), command);
  assert.deepEqual(read("  /to bob hi", AT_BOB), command);
  assert.deepEqual(read("/x: y", AT_BOB), { type: "command", name: "/x:", argument: "y" });
});

test("a name may be quoted, and must be a user id", () => {
  assert.deepEqual(readNamed('"bob b" hi "x"'), { name: "bob b", text: 'hi "x"' });
  assert.deepEqual(readNamed("bob"), { name: "bob", text: "" });
  for (const bad of ["", '""', "b\u00f6b", "b\u200bob", "x".repeat(129), '"\\q"']) {
    assert.equal(readNamed(bad), undefined, bad);
  }
});

test("the nearest command is suggested, but no distant one", () => {
  const all = ["/to", "/say", "/list", "/history", "/help"];
  const cases = { "/lits": "/list", "/LIST": "/list", "/hist": "/history", "/t": "/to" };
  for (const [typed, meant] of Object.entries(cases)) {
    assert.equal(nearest(typed, all), meant, typed);
  }
  assert.equal(nearest("/etc/hosts", all), undefined);
});

test("a command may name a message by its number; any other text is the argument", () => {
  for (const [argument, number, text] of [
    ["#12 a text", 12, "a text"],
    ["  #3", 3, ""],
    ["12 apples", undefined, "12 apples"],
    ["#12apples", undefined, "#12apples"],
    ["# 1", undefined, "# 1"],
    ["", undefined, ""],
  ] as const) {
    assert.deepEqual(readNumbered(argument), { number, text }, argument);
  }
});
