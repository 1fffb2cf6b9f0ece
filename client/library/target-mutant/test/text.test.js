import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isUserId, nameOf, phoneNumberOf, showsNothing } from "../src/text.js";
/** What the server's own test reads, too. */
const vectors = JSON.parse(readFileSync(new URL("../../../../shared/src/test/resources/text-vectors.json", import.meta.url), "utf8"));
/** Shows what cannot be seen. */
const escaped = (text) => JSON.stringify(text.replace(/[^ -~]/gu, c => `<${c.codePointAt(0)?.toString(16)}>`));
test("a text that shows nothing is distinguished from a visible one", () => {
    for (const text of vectors.blank) {
        assert.equal(showsNothing(text), true, escaped(text));
    }
    for (const text of vectors.visible) {
        assert.equal(showsNothing(text), false, escaped(text));
    }
});
test("a name shows something and is without space around it", () => {
    for (const { written, name } of vectors.names) {
        assert.equal(nameOf(written), name, escaped(written));
    }
});
test("a phone number is read as people write it and never guessed", () => {
    for (const { written, number } of vectors.phoneNumbers) {
        assert.equal(phoneNumberOf(written), number, escaped(written));
    }
});
test("a user id is printable ASCII, blanks too", () => {
    for (const id of vectors.userIds.valid) {
        assert.equal(isUserId(id), true, escaped(id));
    }
    for (const id of vectors.userIds.invalid) {
        assert.equal(isUserId(id), false, escaped(id));
    }
});
//# sourceMappingURL=text.test.js.map