import assert from "node:assert/strict";
import { test } from "node:test";
import { linksLoaded } from "../../src/common/links.js";
import { type Part, partsOf, plainOf } from "../../src/common/markup.js";

await linksLoaded;

/** A text with its formats as tags. */
function tagged(text: string): string {
  return partsOf(text).map(tag).join("");
}

function tag(part: Part): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "link":
      return `<a>${part.text}</a>`;
    case "code":
      return `<code>${part.text}</code>`;
    default:
      return `<${part.kind}>${part.parts.map(tag).join("")}</${part.kind}>`;
  }
}

test("marks around words make them bold, italic or code", () => {
  for (const [text, shown] of [
    ["*bold*", "<bold>bold</bold>"],
    ["a _b c_, d", "a <italic>b c</italic>, d"],
    ["run `npm ci`!", "run <code>npm ci</code>!"],
    ['(*so*) "_so_"', '(<bold>so</bold>) "<italic>so</italic>"'],
    ["*a _b_ c*", "<bold>a <italic>b</italic> c</bold>"],
    ["_*both*_", "<italic><bold>both</bold></italic>"],
    ["*one* *two*", "<bold>one</bold> <bold>two</bold>"],
    ["*שלום*, _مرحبا_", "<bold>שלום</bold>, <italic>مرحبا</italic>"],
    ["*see `x * y` now*", "<bold>see <code>x * y</code> now</bold>"],
    ["👍*ok*", "👍<bold>ok</bold>"],
  ] as const) {
    assert.equal(tagged(text), shown, text);
  }
});

test("marks that are within words, next to spaces, doubled or unclosed are ordinary characters", () => {
  for (const text of [
    "snake_case_names and _private",
    "2 * 3 * 4",
    "2*3*4",
    "**twice** __init__ ``x``",
    "/etc/*.d and *.ts and src/*.js",
    "*/5 * * * *",
    "f(*args, **kwargs)",
    "*not\nacross lines*",
    "* a list\n* of two",
    "* *",
    "**",
    "_ _",
    "a𝒳*b*",
    "*",
    "`",
    "",
    " \n ",
  ]) {
    assert.equal(tagged(text), text, text);
    assert.equal(plainOf(text), text);
  }
});

test("marks within links and code are kept", () => {
  const link = "https://example.com/a_b_c?x=*y*";
  assert.equal(tagged(link), `<a>${link}</a>`);
  assert.equal(tagged(`_see ${link} now_`), `<italic>see <a>${link}</a> now</italic>`);
  assert.equal(tagged("*https://example.com*"), "<bold><a>https://example.com</a></bold>");
  assert.equal(tagged("`*a* https://example.com`"), "<code>*a* https://example.com</code>");
});

test("the plain text is the text without its marks", () => {
  assert.equal(plainOf("*a _b_* `c` www.example.com"), "a b c www.example.com");
});

test("HTML markup stays text", () => {
  const markup = '<img src=x onerror="alert(1)"> *<b>*';
  assert.equal(plainOf(markup), '<img src=x onerror="alert(1)"> <b>');
});

test("thousands of marks are processed in time, and only marks are removed", () => {
  const marks = /[*_`]/g;
  for (const text of ["*a ".repeat(1_300), "_*`x".repeat(1_000), "*_ ".repeat(1_300)]) {
    assert.equal(plainOf(text).replace(marks, ""), text.replace(marks, ""));
  }
});
