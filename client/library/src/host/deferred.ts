/** A promise that is settled from outside. */
export class Deferred<T = void> {
  resolve: (value: T) => void = () => {};
  reject: (error: unknown) => void = () => {};
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor() {
    this.promise.catch(() => {
      // The error is reported to the code that awaits the promise.
    });
  }
}
