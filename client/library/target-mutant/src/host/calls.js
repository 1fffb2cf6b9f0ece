/** The calls of a device that one tab can make on the device of another. All can be repeated. */
export const CALL_NAMES = [
    "retry",
    "discard",
    "markRead",
    "older",
    "resync",
    "list",
    "request",
    "watch",
    "typing",
    "reloadOutbox",
];
/** A new call. */
export function callOf({ uuid }, name, ...parameters) {
    return { kind: "call", id: uuid(), name, parameters };
}
/** The calls of the device of a host. */
export function callsOf(environment, make) {
    const calls = ["send", ...CALL_NAMES].map(name => [
        name,
        (...parameters) => make(callOf(environment, name, ...parameters)),
    ]);
    return Object.fromEntries(calls);
}
/** Makes a call on a device. */
export function run(device, { name, parameters }) {
    const calls = device;
    return calls[name].apply(device, [...parameters]);
}
//# sourceMappingURL=calls.js.map