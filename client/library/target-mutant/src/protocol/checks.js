export class Malformed extends Error {
}
export function fail(path, expected) {
    throw new Malformed(`${path} must be ${expected}`);
}
export const text = (value, path) => typeof value === "string" ? value : fail(path, "a string");
export const flag = (value, path) => typeof value === "boolean" ? value : fail(path, "true or false");
export const number = (value, path) => Number.isSafeInteger(value) && value >= 0
    ? value
    : fail(path, "an integer from 0");
export const seq = (value, path) => number(value, path) > 0 ? value : fail(path, "an integer from 1");
export function one(...values) {
    return (value, path) => values.includes(value) ? value : fail(path, values.join(" or "));
}
/** Absent or null is absent. */
export function maybe(check) {
    return Object.assign((value, path) => check(value, path), {
        optional: true,
    });
}
/** Absent or null is `value`. */
export function or(check, value) {
    return (given, path) => (given == null ? value : check(given, path));
}
export function list(check) {
    return (value, path) => Array.isArray(value)
        ? value.map((item, index) => check(item, `${path}[${index}]`))
        : fail(path, "a list");
}
export const record = (value, path) => typeof value === "object" && value && !Array.isArray(value)
    ? value
    : fail(path, "an object");
export function object(fields) {
    return (value, path) => {
        const given = record(value, path);
        const result = {};
        for (const [name, check] of Object.entries(fields)) {
            const field = given[name];
            if (field != null || !check.optional) {
                result[name] = check(field, path ? `${path}.${name}` : name);
            }
        }
        return result;
    };
}
//# sourceMappingURL=checks.js.map