import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { ADDRESS, launch, Person, person } from "./people.js";

const MARKUP =
  '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("markup that somebody sends is text", async () => {
  const alice = await Person.arrive(browser, person("alice"));
  const bob = await Person.arrive(browser, person("bob"));
  await alice.open(bob.user);
  await alice.write(MARKUP);
  await bob.open(alice.user);
  await bob.sees(MARKUP);
  for (const { page, complaints } of [alice, bob]) {
    assert.equal(await page.locator(".message img, .message script").count(), 0);
    assert.notEqual(await page.title(), "owned");
    assert.deepEqual(complaints, []);
  }
});

test("a script that got into the page does not run", async () => {
  const { page } = await Person.arrive(browser, person("alice"));
  const outcomes = await page.evaluate(() => {
    const attempts: (() => void)[] = [
      () => {
        document.body.innerHTML += '<img src=x onerror="document.title=`owned`">';
      },
      () => {
        const script = document.createElement("script");
        script.text = 'document.title="owned"';
        document.body.append(script);
      },
    ];
    return attempts.map(attempt => {
      try {
        attempt();
        return "done";
      } catch (error) {
        return (error as Error).name;
      }
    });
  });
  assert.deepEqual(outcomes, ["TypeError", "TypeError"]);
  await page.waitForTimeout(50);
  assert.notEqual(await page.title(), "owned");
});

test("no other page frames it", async () => {
  const context = await browser.newContext({ permissions: ["local-network-access"] });
  const page = await context.newPage();
  await page.route("http://elsewhere.example/", route =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${ADDRESS}/"></iframe>` }),
  );
  await page.goto("http://elsewhere.example/");
  assert.equal(page.frames()[1]?.url(), "chrome-error://chromewebdata/");
  await context.close();
});
