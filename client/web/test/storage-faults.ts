/** Scripts that make the storage of a page fail. Each runs in the page, before the page's own. */
export const FAULTS = {
  "indexedDB.open throws": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  },
  "indexedDB.open reports an error": () => {
    IDBFactory.prototype.open = () => {
      const request = new EventTarget() as IDBOpenDBRequest;
      Object.assign(request, { error: new DOMException("broken", "UnknownError") });
      setTimeout(() => request.onerror?.(new Event("error")));
      return request;
    };
  },
  "indexedDB.open never answers": () => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  },
  "indexedDB is missing": () => {
    Object.defineProperty(window, "indexedDB", { value: undefined });
  },
  "Web Locks are missing": () => {
    Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined });
  },
  "Web Locks refuse": () => {
    LockManager.prototype.request = () =>
      Promise.reject(new DOMException("blocked", "SecurityError"));
  },
  "BroadcastChannel refuses": () => {
    window.BroadcastChannel = class {
      constructor() {
        throw new DOMException("blocked", "SecurityError");
      }
    } as unknown as typeof BroadcastChannel;
  },
  "all cookies and site data are blocked": () => {
    const refuse = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    IDBFactory.prototype.open = refuse;
    LockManager.prototype.request = () => Promise.reject(new DOMException("no", "SecurityError"));
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: refuse });
    }
  },
} as const;

/** Scripts that make only the storage of texts fail, so that the device keeps its messages. */
export const TEXT_FAULTS = {
  "localStorage throws": () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  },
  "localStorage is full": () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  },
} as const;

/** The way in which writes of a page fail from now on; at first they work (`works`). */
export type Writes = "works" | "fails" | "hangs";

declare global {
  interface Window {
    /** All databases that the page has opened. */
    databases: IDBDatabase[];
    writes: Writes;
  }
}

/** Lets a test close the databases of a page and make its writes fail. Runs in the page. */
export function controlStorage(): void {
  window.databases = [];
  window.writes = "works";
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...parameters) {
    const request = open.apply(this, parameters);
    request.addEventListener("success", () => window.databases.push(request.result));
    return request;
  };
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === "readwrite" && window.writes === "fails") {
      throw new DOMException("full", "QuotaExceededError");
    }
    if (mode === "readwrite" && window.writes === "hangs") {
      const silent = new Proxy({}, { get: () => () => silent, set: () => true });
      return silent as IDBTransaction;
    }
    return begin.call(this, stores, mode, options);
  };
}
