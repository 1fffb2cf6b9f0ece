import { ChatError } from "./errors.js";
/** The browser or Node.js this runs in. */
export function platform() {
    return {
        now: Date.now,
        after(milliseconds, run) {
            const timer = setTimeout(run, milliseconds);
            return () => clearTimeout(timer);
        },
        random: Math.random,
        uuid: randomUuid,
        connect(url, protocols) {
            if (!globalThis.WebSocket) {
                throw new ChatError("noWebSocket", "No WebSocket here: use Node.js 22, or 20 with --experimental-websocket.");
            }
            return new WebSocket(url, protocols);
        },
        onWake,
        onOffline,
        ...(globalThis.navigator?.locks &&
            globalThis.BroadcastChannel && { tabs: browserTabs(navigator.locks) }),
    };
}
/** `crypto.randomUUID` is absent on insecure origins. */
function randomUuid() {
    const digit = () => (crypto.getRandomValues(new Uint8Array(1))[0] & 15).toString(16);
    return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", digit);
}
function onWake(wake) {
    if (!globalThis.document) {
        return () => { };
    }
    const visible = () => document.visibilityState === "visible" && wake();
    const end = new AbortController();
    addEventListener("online", wake, end);
    addEventListener("pageshow", wake, end);
    document.addEventListener("visibilitychange", visible, end);
    return () => end.abort();
}
function onOffline(offline) {
    if (!globalThis.document) {
        return () => { };
    }
    addEventListener("offline", offline);
    return () => removeEventListener("offline", offline);
}
function browserTabs(locks) {
    return {
        lead: (name, signal, { steal = false, lost } = {}) => new Promise((lead, refuse) => {
            let leads = false;
            const end = new Promise(done => signal.addEventListener("abort", () => done()));
            // A request that steals cannot have a signal.
            locks
                .request(name, steal ? { steal } : { signal: signal }, () => {
                leads = true;
                lead();
                return signal.aborted ? undefined : end;
            })
                .catch(error => (leads ? lost?.() : refuse(error)));
        }),
        channel: name => new BroadcastChannel(name),
    };
}
//# sourceMappingURL=environment.js.map