import type { Environment } from "./environment.js";

/**
 * The result of some work if it arrives in time.
 *
 * @throws `error` after `milliseconds`; the work goes on, and its result is ignored
 */
export function within<T>(
  environment: Environment,
  milliseconds: number,
  work: Promise<T>,
  error: Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = environment.after(milliseconds, () => reject(error));
    work.then(resolve, reject).finally(stop);
  });
}
