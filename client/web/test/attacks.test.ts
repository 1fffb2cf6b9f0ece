import assert from "node:assert/strict";
import { webTest } from "./fixture.js";
import { ADDRESS, person } from "./people.js";

/** The second address begins with a Cyrillic letter. */
const LINKS = "javascript:alert(1) https://аpple.com/login";
const MARKUP =
  '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>';

webTest("markup in a message is shown as text, and a link shows its host", async ({ arrive }) => {
  const alice = await arrive(person("alice"));
  const bob = await arrive(person("bob"));
  await alice.open(bob.user);
  await alice.write(MARKUP);
  await alice.write(LINKS);
  await bob.open(alice.user);
  await bob.sees(MARKUP);
  await bob.sees("javascript:alert(1)");
  for (const { page } of [alice, bob]) {
    const links = page.locator(".message a");
    assert.equal(await links.count(), 1);
    assert.equal(await links.getAttribute("data-host"), "xn--pple-43d.com");
    assert.equal(await links.getAttribute("rel"), "noopener noreferrer");
    assert.equal(await page.locator(".message img, .message script").count(), 0);
    assert.notEqual(await page.title(), "owned");
  }
});

webTest("a script injected into the page does not run", async ({ arrive }) => {
  const { page, complaints } = await arrive(person("alice"));
  complaints.expect(/Trusted/);
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

webTest("another page cannot frame the chat", async ({ context: open }) => {
  const [context, complaints] = await open({ permissions: ["local-network-access"] });
  complaints.allow(/fram/i);
  const page = await context.newPage();
  await page.route("http://elsewhere.example/", route =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${ADDRESS}/"></iframe>` }),
  );
  await page.goto("http://elsewhere.example/");
  assert.equal(page.frames()[1]?.url(), "chrome-error://chromewebdata/");
});
