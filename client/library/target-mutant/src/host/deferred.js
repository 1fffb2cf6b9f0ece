/** A promise that others settle. */
export class Deferred {
    resolve = () => { };
    reject = () => { };
    promise = new Promise((resolve, reject) => {
        this.resolve = resolve;
        this.reject = reject;
    });
    constructor() {
        this.promise.catch(() => {
            // Reported to those who await the promise.
        });
    }
}
//# sourceMappingURL=deferred.js.map