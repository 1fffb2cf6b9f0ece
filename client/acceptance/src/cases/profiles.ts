import assert from "node:assert/strict";
import type { Cases } from "../chat.js";

/** More lookups than the default limit of an hour. */
const LOOKUPS_MAX = 200;
const CONCURRENT_LOOKUPS = 20;
/** This country code is not assigned. */
const UNKNOWN_NUMBER = "+999 000-0000";

export const PROFILES: Cases = {
  async "other users can see only the name of a user"(chat) {
    const [alice, bob] = await chat.both();
    const changed = await alice.ask({ action: "profile", set: { name: "  Alice B. " } });
    assert.deepEqual(
      changed.users.map(({ user, name }) => [user, name]),
      [[chat.alice, "Alice B."]],
    );
    assert.ok(changed.users[0]?.privacy);

    const get = ["nobody-at-all", chat.alice, chat.bob];
    const [seen, own, ...others] = (await bob.ask({ action: "profile", get })).users;
    assert.deepEqual([seen?.user, seen?.name, others], [chat.alice, "Alice B.", []]);
    assert.ok(seen?.joinedAt !== undefined && seen.joinedAt <= (own?.joinedAt ?? 0) + 60_000);
    assert.deepEqual([seen?.contactNumber, seen?.privacy], [undefined, undefined]);
    assert.equal(own?.user, chat.bob);
    assert.ok(own?.privacy);
  },

  async "a phone number finds its user and is shown only to its owner"(chat) {
    const [alice, bob] = await chat.both();
    const unknown = { contactNumber: UNKNOWN_NUMBER };
    assert.deepEqual((await bob.ask({ action: "profile", find: unknown })).users, []);

    const [own] = (await alice.ask({ action: "profile", get: [chat.alice] })).users;
    // A user whose token has no verified number cannot be found by number.
    if (own?.contactNumber !== undefined) {
      const { contactNumber } = own;
      const blanks = { contactNumber: `${contactNumber.slice(0, 3)} ${contactNumber.slice(3)}` };
      const { users } = await bob.ask({ action: "profile", find: blanks });
      assert.deepEqual(
        users.map(({ user, contactNumber }) => [user, contactNumber]),
        [[chat.alice, undefined]],
      );
    }
  },

  async "privacy is changed field by field and persists"(chat) {
    const alice = await chat.device(chat.alice);
    const open = { lastSeen: "everyone", online: "everyone", readReceipts: true } as const;
    const [own] = (await alice.ask({ action: "profile", get: [chat.alice] })).users;
    assert.deepEqual(own?.privacy, open);
    await alice.ask({ action: "profile", set: { privacy: { lastSeen: "contacts" } } });
    await alice.ask({ action: "profile", set: { privacy: { readReceipts: false } } });
    const laptop = await chat.device(chat.alice, "laptop");
    const [kept] = (await laptop.ask({ action: "profile", get: [chat.alice] })).users;
    assert.deepEqual(kept?.privacy, { ...open, lastSeen: "contacts", readReceipts: false });
  },

  async "too many lookups are rejected with the time to wait"(chat) {
    const alice = await chat.device(chat.alice);
    const find = { contactNumber: UNKNOWN_NUMBER };
    for (let sent = 0; sent < LOOKUPS_MAX; sent += CONCURRENT_LOOKUPS) {
      const some = Array.from({ length: CONCURRENT_LOOKUPS }, () =>
        alice.replyTo({ action: "profile", find }),
      );
      for (const reply of await Promise.all(some)) {
        if (reply.type === "rejected") {
          assert.deepEqual([reply.code, reply.retryable], ["rateLimited", true]);
          assert.ok((reply.retryAfterMs ?? 0) > 0);
          return;
        }
      }
    }
    assert.fail(`${LOOKUPS_MAX} lookups were accepted`);
  },
};
