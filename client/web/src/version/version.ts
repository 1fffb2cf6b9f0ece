declare const trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(): string },
      ): { createScriptURL(input: string): string };
    }
  | undefined;

const FILE = "service-worker.js";
/** The page opens with its own version if a newer version has not taken over within this time. */
const TAKE_OVER_MS = 3_000;
/** An open page checks for a new version at this interval. */
const LOOK_MS = 60 * 60_000;

/** Keeps the files of one version of the page on this device. */
export class Version {
  readonly #listeners = new Set<() => void>();
  #waiting: ServiceWorker | undefined;

  /** Whether a newer version is on this device but not in use. */
  get isOutdated(): boolean {
    return this.#waiting !== undefined;
  }

  /** Calls back when a newer version is ready. Returns a function that stops this. */
  onOutdated(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Activates the newer version in all tabs, which then reload. */
  update(): void {
    this.#waiting?.postMessage("takeOver");
  }

  /**
   * Activates a newer version that has been waiting since an earlier visit, and reloads the page.
   * Call it before the page renders.
   *
   * @returns whether the page reloads
   */
  async updateAtStart(): Promise<boolean> {
    // A browser that refuses service workers has no newer version; `keep` reports the error.
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
   * Keeps the files of this version on the device from now on, and checks for newer versions. Does
   * nothing if the browser has no service workers.
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
      // The first service worker takes over a page that it did not load, which has the same
      // version.
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
      // Without a network, the check fails.
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

/** Absent in pages that are not loaded over HTTPS or from localhost. */
function workers(): ServiceWorkerContainer | undefined {
  return (navigator as Partial<Navigator>).serviceWorker;
}

/**
 * The address of the service worker. It never changes, because the content security policy names
 * it.
 */
function address(): string {
  if (typeof trustedTypes === "undefined") {
    return FILE;
  }
  const policy = trustedTypes.createPolicy("service-worker", { createScriptURL: () => FILE });
  return policy.createScriptURL(FILE);
}

/** The version of this page. */
export const version = new Version();
