/**
 * The result of some work, if it comes in time.
 *
 * @throws `error` after `milliseconds`; the work goes on, and its result is ignored
 */
export function within(environment, milliseconds, work, error) {
    return new Promise((resolve, reject) => {
        const stop = environment.after(milliseconds, () => reject(error));
        work.then(resolve, reject).finally(stop);
    });
}
//# sourceMappingURL=within.js.map