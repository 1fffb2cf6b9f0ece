import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../fake/desk.js";
import { settled } from "../fake/loop.js";
test("typing is sent every 4 s at most, and ends after 6 s for the peer", async () => {
    const desk = await Desk.begun();
    const bob = desk.client.conversation("bob");
    await bob.typing();
    await desk.loop.pass(3_900);
    await bob.typing();
    assert.equal(desk.socket.frames("typing").length, 1);
    await desk.loop.pass(200);
    await bob.typing();
    assert.equal(desk.socket.frames("typing").length, 2);
    desk.push({ type: "typing", peer: "bob", state: "started" });
    await desk.loop.pass(5_900);
    assert.equal(bob.isTyping, true);
    await desk.loop.pass(200);
    assert.equal(bob.isTyping, false);
});
/** Answers the last request about presence. */
function answer(desk, ...users) {
    const { requestId } = desk.socket.frames("presence").at(-1) ?? {};
    desk.push({ type: "presence", requestId, users });
    return settled();
}
const online = (at) => ({ user: "bob", status: "online", at, until: at + 60_000 });
test("presence is watched across reconnects, and the newest news wins", async () => {
    const desk = await Desk.begun();
    const watching = desk.client.watch(["bob"]);
    await settled();
    await answer(desk, online(100_000));
    await watching;
    desk.push({ type: "presence", users: [{ user: "bob", status: "offline", at: 90_000 }] });
    assert.equal(desk.client.presence("bob").status, "online");
    desk.socket.cut();
    await desk.loop.pass(1_000);
    await desk.open();
    assert.deepEqual(desk.socket.frames("presence")[0]?.watch, ["bob"]);
});
test("presence is refreshed before it expires, and becomes unknown without an answer", async () => {
    const desk = await Desk.begun();
    void desk.client.watch(["bob"]);
    await settled();
    await answer(desk, online(100_000));
    await desk.loop.pass(55_000);
    assert.deepEqual(desk.socket.frames("presence").at(-1)?.get, ["bob"]);
    await answer(desk, online(155_000));
    await desk.loop.pass(50_000);
    assert.equal(desk.client.presence("bob").status, "online");
    await desk.loop.pass(40_000);
    assert.equal(desk.client.presence("bob").status, "unknown");
});
test("presence of users that are not watched is not refreshed", async () => {
    const desk = await Desk.begun();
    void desk.client.watch(["bob"]);
    await settled();
    await answer(desk, online(100_000));
    void desk.client.unwatch(["bob"]);
    await settled();
    assert.deepEqual(desk.socket.frames("presence").at(-1)?.unwatch, ["bob"]);
    await answer(desk);
    await desk.loop.pass(60_000);
    assert.equal(desk.socket.frames("presence").length, 2);
    assert.equal(desk.client.presence("bob").status, "unknown");
});
test("watching and unwatching are done one after the other, 50 users at a time", async () => {
    const desk = await Desk.begun();
    const many = Array.from({ length: 60 }, (_, index) => `user-${index}`);
    void desk.client.watch(many);
    void desk.client.unwatch(["user-3"]);
    await settled();
    const asked = () => desk.socket.frames("presence").map(f => [f.watch, f.unwatch]);
    const wanted = many.filter(user => user !== "user-3");
    assert.deepEqual(asked(), [[wanted.slice(0, 50), []]]);
    void desk.client.watch(["user-3"]);
    await answer(desk);
    assert.deepEqual(asked()[1], [[...wanted.slice(50), "user-3"], []]);
    await answer(desk);
    assert.equal(asked().length, 2);
});
test("a setting is requested, and the server's answer is shown", async () => {
    const desk = await Desk.begun();
    const bob = desk.client.conversation("bob");
    const setting = bob.set({ muted: true });
    const [{ requestId, set } = {}] = desk.socket.frames("conversation");
    assert.deepEqual(set, { muted: true });
    desk.push({ type: "conversation", requestId, peer: "bob", muted: true });
    await setting;
    assert.equal(bob.state.muted, true);
});
test("name and privacy are changed separately", async () => {
    const desk = await Desk.begun();
    const named = desk.client.setName("Alice B.");
    const hidden = desk.client.setPrivacy({ readReceipts: false });
    const [first, second] = desk.socket.frames("profile");
    assert.deepEqual(first?.set, { name: "Alice B." });
    assert.deepEqual(second?.set, { privacy: { readReceipts: false } });
    for (const { requestId } of [first, second]) {
        desk.push({ type: "profile", requestId, users: [{ user: "alice" }] });
    }
    await Promise.all([named, hidden]);
});
test("an action that the server does not know is rejected with its code", async () => {
    const desk = await Desk.begun();
    const asked = assert.rejects(desk.client.profiles(["bob"]), { code: "unknownAction" });
    const [{ requestId } = {}] = desk.socket.frames("profile");
    desk.push({ type: "rejected", requestId, code: "unknownAction", message: "", retryable: false });
    await asked;
});
test("a requested wait is respected, and one that is too long is an error", async () => {
    const desk = await Desk.begun();
    const reject = (retryAfterMs) => {
        const { requestId } = desk.socket.frames("profile").at(-1) ?? {};
        const refusal = { code: "rateLimited", message: "", retryable: true, retryAfterMs };
        desk.push({ type: "rejected", requestId, ...refusal });
    };
    const asked = assert.rejects(desk.client.find("+4930123456"), { code: "rateLimited" });
    reject(4_000);
    await desk.loop.pass(3_900);
    assert.equal(desk.socket.frames("profile").length, 1);
    await desk.loop.pass(200);
    assert.equal(desk.socket.frames("profile").length, 2);
    reject(60_000);
    await asked;
});
//# sourceMappingURL=people.test.js.map