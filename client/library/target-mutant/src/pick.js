/** Some of the properties of an object. */
export function pick(from, ...names) {
    return Object.fromEntries(names.map(name => [name, from[name]]));
}
//# sourceMappingURL=pick.js.map