import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import type { Frame, Network } from "./network.js";
import { launch, Person, person } from "./people.js";

const NUMBER = "+4930123456";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

interface ProfileRequest extends Frame {
  readonly get?: readonly string[];
  readonly set?: { readonly name?: string; readonly privacy?: Frame };
  readonly find?: { readonly contactNumber: string };
}

/** Profiles as the protocol has them, whatever the server knows. */
function profiles(network: Network, me: string, friend: string): ProfileRequest["set"][] {
  const changes: ProfileRequest["set"][] = [];
  const privacy = { lastSeen: "everyone", online: "everyone", readReceipts: true };
  network.answer("profile", ({ get, set, find }: ProfileRequest) => {
    if (set) {
      changes.push(set);
    }
    const users = get ?? (find?.contactNumber === NUMBER ? [friend] : []);
    return {
      type: "profile",
      users: users.map(user => (user === me ? { user, privacy } : { user, name: "Bob Builder" })),
    };
  });
  return changes;
}

test("somebody is found by contact number, and shown by name", async () => {
  const bob = await Person.arrive(browser, person("bob"));
  const alice = await Person.arrive(browser, person("alice"));
  const { page, network } = alice;
  profiles(network, alice.user, bob.user);
  await page.getByRole("searchbox").fill("+49 30 999999");
  await page.getByRole("button", { name: "Look for" }).click();
  await page.getByText("Nobody can be found").waitFor();
  await page.getByRole("searchbox").fill("+49 30 123456");
  await page.getByRole("button", { name: "Look for" }).click();
  await page.getByRole("link", { name: "Bob Builder" }).click();
  await page.getByRole("heading", { name: "Bob Builder" }).waitFor();
  await alice.write("found you");
  await alice.sees("found you", "delivered");
  await alice.leave();
  await bob.leave();
});

test("whether the peer is there, and writes, is said beside the name", async () => {
  const bob = await Person.arrive(browser, person("bob"));
  const alice = await Person.arrive(browser, person("alice"));
  const activity = alice.page.locator(".activity");
  const now = Date.now();
  alice.network.answer("presence", () => ({ type: "presence", users: [] }));
  await alice.open(bob.user);
  const presence = (status: string, at: number) =>
    alice.network.push({
      type: "presence",
      users: [{ user: bob.user, status, at, lastActiveAt: now - 5 * 60_000, until: at + 60_000 }],
    });
  presence("online", now);
  await activity.getByText("online").waitFor();
  alice.network.push({ type: "typing", peer: bob.user, state: "started" });
  await activity.getByText("writing").waitFor();
  alice.network.push({ type: "typing", peer: bob.user, state: "stopped" });
  presence("offline", now + 1);
  await activity.getByText("last active 5 minutes ago").waitFor();
  await alice.leave();
  await bob.leave();
});

test("conversations are muted, pinned, archived and blocked", async () => {
  const bob = await Person.arrive(browser, person("bob"));
  const alice = await Person.arrive(browser, person("alice"));
  const { page, network } = alice;
  let settings: Frame = { blocked: false, muted: false, archived: false, pinned: false };
  network.answer("conversation", ({ peer, set }) => {
    settings = { ...settings, ...(set as Frame) };
    return { type: "conversation", peer, ...settings };
  });
  await alice.open(bob.user);
  await alice.write("hi");
  await alice.sees("hi", "delivered");
  await page.getByRole("button", { name: "Settings of this conversation" }).click();
  for (const name of ["Pin", "Mute", "Block", "Archive"]) {
    await page.getByRole("switch", { name }).click();
    await page.getByRole("switch", { name, checked: true }).waitFor();
  }
  assert.deepEqual(settings, { blocked: true, muted: true, archived: true, pinned: true });
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: bob.user }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Archive (1)" }).click();
  await page.getByRole("link", { name: bob.user }).waitFor();
  await alice.leave();
  await bob.leave();
});

test("name and privacy are set", async () => {
  const alice = await Person.arrive(browser, person("alice"));
  const { page } = alice;
  const changes = profiles(alice.network, alice.user, "nobody");
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByLabel("Your name").fill("Alice B.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByLabel("Who sees that I am online").selectOption("Nobody");
  await page.getByRole("switch", { name: "Others see what I have read" }).click();
  await page.getByRole("switch", { name: "Others see", checked: false }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Alice B." }).waitFor();
  assert.deepEqual(changes, [
    { name: "Alice B." },
    { privacy: { online: "nobody" } },
    { privacy: { readReceipts: false } },
  ]);
  await alice.leave();
});
