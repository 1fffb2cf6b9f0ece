import assert from "node:assert/strict";
import { test } from "node:test";
import { FRESH_MS, Names } from "../../src/common/names.js";

/** A server with names and a clock. */
class FakeServer {
  readonly names = new Map<string, string>();
  readonly requests: (readonly string[])[] = [];
  changes = 0;
  isOffline = false;
  now = 0;
  #timers: { readonly at: number; readonly run: () => void }[] = [];
  readonly client = new Names({
    profiles: async users => {
      this.requests.push(users);
      if (this.isOffline) {
        throw new Error("offline");
      }
      return users.flatMap(user => {
        const name = this.names.get(user);
        return name === undefined ? [] : [{ user, name, joinedAt: 0 }];
      });
    },
    changed: () => this.changes++,
    now: () => this.now,
    after: (milliseconds, run) => this.#timers.push({ at: this.now + milliseconds, run }),
  });

  async passes(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.now);
    this.#timers = this.#timers.filter(timer => !due.includes(timer));
    for (const { run } of due) {
      run();
    }
    await new Promise(setImmediate);
  }
}

test("names are requested once, many in one request", async () => {
  const server = new FakeServer();
  server.names.set("bob", "Bob");
  for (let time = 0; time < 3; time++) {
    assert.equal(server.client.of("bob"), "bob");
    server.client.of("carol");
  }
  await server.passes(0);
  assert.equal(server.client.of("bob"), "Bob");
  assert.equal(server.client.of("carol"), "carol");
  assert.deepEqual(server.requests, [["bob", "carol"]]);
});

test("a changed name is shown without a reload", async () => {
  const server = new FakeServer();
  server.names.set("bob", "Bob");
  server.client.of("bob");
  await server.passes(FRESH_MS);
  server.names.set("bob", "Robert");
  server.client.refresh("bob");
  await server.passes(0);
  assert.equal(server.client.of("bob"), "Robert");
  assert.equal(server.changes, 2);
});

test("many refreshes are one request, and none is lost", async () => {
  const server = new FakeServer();
  server.client.of("bob");
  await server.passes(0);
  for (let count = 0; count < 100; count++) {
    server.client.refresh("bob");
  }
  await server.passes(1);
  assert.equal(server.requests.length, 1);
  server.names.set("bob", "Bob");
  await server.passes(FRESH_MS);
  assert.equal(server.requests.length, 2);
  assert.equal(server.client.of("bob"), "Bob");
});

test("names are requested again after a failed request", async () => {
  const server = new FakeServer();
  server.names.set("bob", "Bob");
  server.isOffline = true;
  server.client.of("bob");
  await server.passes(FRESH_MS);
  server.isOffline = false;
  server.client.refreshAll();
  await server.passes(0);
  assert.equal(server.client.of("bob"), "Bob");
});

test("users with the same visible name are shown with their ids", async () => {
  const server = new FakeServer();
  server.names.set("bob-1", "Bob");
  server.names.set("bob-2", "BÓB");
  server.names.set("carol", "Carol");
  for (const user of ["bob-1", "bob-2", "carol"]) {
    assert.equal(server.client.idIfAmbiguous(user), undefined);
  }
  await server.passes(0);
  assert.equal(server.client.idIfAmbiguous("bob-1"), "bob-1");
  assert.equal(server.client.idIfAmbiguous("bob-2"), "bob-2");
  assert.equal(server.client.idIfAmbiguous("carol"), undefined);
});

test("a user whose name is another user's id is shown with the id", async () => {
  const server = new FakeServer();
  server.names.set("mallory", "alice");
  server.client.of("alice");
  server.client.of("mallory");
  await server.passes(0);
  assert.equal(server.client.idIfAmbiguous("mallory"), "mallory");
  assert.equal(server.client.idIfAmbiguous("alice"), undefined);
});
