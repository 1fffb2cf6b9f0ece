import assert from "node:assert/strict";
import { test } from "node:test";
import { linksIn } from "../../src/common/link-finder.js";

/** The links in a text and their targets. */
function found(text: string): [shown: string, href: string, host?: string][] {
  return linksIn(text).map(({ from, to, href, host }) => {
    const shown = text.slice(from, to);
    return host === undefined ? [shown, href] : [shown, href, host];
  });
}

test("web and mail addresses are links, without the punctuation around them", () => {
  const wiki = "https://en.wikipedia.org/wiki/Foo_(bar)";
  for (const [text, shown, href] of [
    ["See https://example.com/a_b_c.", "https://example.com/a_b_c", "https://example.com/a_b_c"],
    [`(${wiki})`, wiki, wiki],
    ["HTTPS://EXAMPLE.COM/X", "HTTPS://EXAMPLE.COM/X", "https://example.com/X"],
    ["http://localhost:8080/x!", "http://localhost:8080/x", "http://localhost:8080/x"],
    ["https://[::1]/", "https://[::1]/", "https://[::1]/"],
    ["https://example.com:443/", "https://example.com:443/", "https://example.com/"],
    ["at example.com, today", "example.com", "https://example.com/"],
    ["www.example.fr/x", "www.example.fr/x", "https://www.example.fr/x"],
    ["ask a.b@example.org", "a.b@example.org", "mailto:a.b@example.org"],
    ["*https://example.com*", "https://example.com", "https://example.com/"],
  ] as const) {
    assert.deepEqual(found(text), [[shown, href]], text);
  }
});

test("a text can have several links", () => {
  assert.deepEqual(
    found("example.com and http://b.example/").map(([shown]) => shown),
    ["example.com", "http://b.example/"],
  );
});

test("file names, versions and other schemes are not links", () => {
  for (const text of [
    "readme.md main.py lib.rs run.sh",
    "1.2.3.4 and v2.0",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x file:///etc/passwd tel:+49 ftp://example.com //example.com",
    "https://",
    "a@b",
  ]) {
    assert.deepEqual(found(text), [], text);
  }
});

test("a link whose text could hide its host shows the host", () => {
  for (const [text, host] of [
    ["https://аpple.com/login", "xn--pple-43d.com"],
    ["https://münchen.de", "xn--mnchen-3ya.de"],
    ["https://ｅxample.com", "example.com"],
    ["http://3232235777/", "192.168.1.1"],
    ["http://0x7f.1/", "127.0.0.1"],
    ["https://exаmple.com∕login.example.net/", "xn--exmple-4nf.xn--comlogin-0f7d.example.net"],
  ] as const) {
    assert.deepEqual(
      found(text).map(([, , spelled]) => spelled),
      [host],
      text,
    );
  }
});

test("text before an @ is never treated as the host of a link", () => {
  for (const text of ["https://bank.example@evil.example/", "https://user:pw@evil.example/"]) {
    for (const [shown, href] of found(text)) {
      assert.ok(shown.includes(new URL(href).hostname), `${shown} opens ${href}`);
      assert.equal(new URL(href).username, "");
    }
  }
});

test("an address with invisible or direction-changing characters is not a link", () => {
  for (const sign of ["\u202e", "\u2066", "\u200b", "\u00ad", "\u200e"]) {
    assert.deepEqual(
      found(`https://exam${sign}ple.com/gpj.exe`),
      [],
      sign.codePointAt(0)?.toString(16),
    );
    assert.deepEqual(
      found(`https://example.com/${sign}gpj.exe`),
      [],
      sign.codePointAt(0)?.toString(16),
    );
  }
});

test("long hostile texts are processed in time", () => {
  for (const text of [
    "a@".repeat(2_000),
    "http://".repeat(585),
    "www.".repeat(1_000),
    `https://${"(".repeat(4_000)}`,
    `${"a.".repeat(2_000)}com`,
    `https://x.example/${"[a".repeat(2_000)}`,
  ]) {
    for (const { from, to, href } of linksIn(text)) {
      assert.ok(from < to && to <= text.length);
      assert.match(href, /^(https?|mailto):/);
    }
  }
});
