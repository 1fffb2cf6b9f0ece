/**
 * Returns the value if it is as expected. Otherwise throws `Malformed` with the path of the value.
 */
export type Check<T> = ((value: unknown, path: string) => T) & { optional?: true };
export type Fields<T> = { [K in keyof T]-?: Check<T[K]> };

export class Malformed extends Error {}

export function fail(path: string, expected: string): never {
  throw new Malformed(`${path} must be ${expected}`);
}

export const text: Check<string> = (value, path) =>
  typeof value === "string" ? value : fail(path, "a string");

export const flag: Check<boolean> = (value, path) =>
  typeof value === "boolean" ? value : fail(path, "true or false");

export const number: Check<number> = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : fail(path, "an integer from 0");

export const seq: Check<number> = (value, path) =>
  number(value, path) > 0 ? (value as number) : fail(path, "an integer from 1");

export function one<const T extends string>(...values: T[]): Check<T> {
  return (value, path) =>
    values.includes(value as T) ? (value as T) : fail(path, values.join(" or "));
}

/** An absent or null value is absent. */
export function maybe<T>(check: Check<T>): Check<T> {
  return Object.assign((value: unknown, path: string) => check(value, path), {
    optional: true as const,
  });
}

/** An absent or null value becomes `value`. */
export function or<T>(check: Check<T>, value: T): Check<T> {
  return (given, path) => (given == null ? value : check(given, path));
}

export function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value, path) =>
    Array.isArray(value)
      ? value.map((item, index) => check(item, `${path}[${index}]`))
      : fail(path, "a list");
}

export const record: Check<Record<string, unknown>> = (value, path) =>
  typeof value === "object" && value && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : fail(path, "an object");

export function object<T>(fields: Fields<T>): Check<T> {
  return (value, path) => {
    const given = record(value, path);
    const result: Record<string, unknown> = {};
    for (const [name, check] of Object.entries<Check<unknown>>(fields)) {
      const field = given[name];
      if (field != null || !check.optional) {
        result[name] = check(field, path ? `${path}.${name}` : name);
      }
    }
    return result as T;
  };
}
