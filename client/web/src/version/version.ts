declare const trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(): string },
      ): { createScriptURL(input: string): string };
    }
  | undefined;

const FILE = "service-worker.js";
/** The page opens with its own version if a newer one has not taken over within this time. */
const TAKE_OVER_MS = 3_000;
/** A page that stays open looks for a new version at this interval. */
const LOOK_MS = 60 * 60_000;

/** Keeps the page on this device, and its files those of one version. */
export class Version {
  readonly #listeners = new Set<() => void>();
  #waiting: ServiceWorker | undefined;

  /** Whether a newer version is on this device and not in use. */
  get isOutdated(): boolean {
    return this.#waiting !== undefined;
  }

  /** Calls back when a newer version is ready; call the returned function to stop. */
  onOutdated(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins to use the newer version in all tabs: each is loaded again. */
  update(): void {
    this.#waiting?.postMessage("takeOver");
  }

  /**
   * Begins to use a newer version that waits since an earlier visit, and loads the page again.
   * Call it before anything is shown.
   *
   * @returns whether the page is loaded again
   */
  async updateAtStart(): Promise<boolean> {
    // A browser that refuses service workers has no other version; `keep` reports the error.
    const registration = await workers()
      ?.getRegistration()
      .catch(() => undefined);
    const waiting = registration?.waiting;
    if (!waiting || !workers()?.controller) {
      return false;
    }
    const settled = new Promise<boolean>(resolve => {
      setTimeout(resolve, TAKE_OVER_MS, false);
      waiting.addEventListener("statechange", () => {
        if (waiting.state === "activated" || waiting.state === "redundant") {
          resolve(waiting.state === "activated");
        }
      });
    });
    waiting.postMessage("takeOver");
    const isUsed = await settled;
    if (isUsed) {
      location.reload();
    }
    return isUsed;
  }

  /**
   * Keeps the files of this version on the device from now on, and looks for newer ones. Does
   * nothing where the browser has no service workers.
   *
   * @throws `TypeError` or `DOMException` if the browser refuses it
   */
  async keep(): Promise<void> {
    const container = workers();
    if (!container) {
      return;
    }
    let wasControlled = container.controller !== null;
    container.addEventListener("controllerchange", () => {
      // The first version takes a page that it did not load; it is the same version.
      if (wasControlled) {
        location.reload();
      }
      wasControlled = true;
    });
    await container.register(address());
    const registration = await container.ready;
    const look = () => this.#look(registration);
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", look);
    });
    registration.installing?.addEventListener("statechange", look);
    look();
    setInterval(() => {
      // Without network there is nothing newer.
      registration.update().catch(() => {});
    }, LOOK_MS);
  }

  #look({ waiting, active }: ServiceWorkerRegistration): void {
    if (waiting && active) {
      this.#waiting = waiting;
      for (const listener of this.#listeners) {
        listener();
      }
    }
  }
}

/** Absent in pages that are not loaded by HTTPS or from this device. */
function workers(): ServiceWorkerContainer | undefined {
  return (navigator as Partial<Navigator>).serviceWorker;
}

/** The address of the service worker, as the content security policy wants it: always the same one. */
function address(): string {
  if (typeof trustedTypes === "undefined") {
    return FILE;
  }
  const policy = trustedTypes.createPolicy("service-worker", { createScriptURL: () => FILE });
  return policy.createScriptURL(FILE);
}

/** The version of this page. */
export const version = new Version();
