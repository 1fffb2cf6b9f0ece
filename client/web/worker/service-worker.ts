// Serves the files of one build from this device, so that the page opens offline. All files of a
// build are fetched before it is used. Files of different builds are never mixed: a new build waits
// until the page activates it.
declare const self: ServiceWorkerGlobalScope;

/** The files of this build. All names except the page's have a hash. Set by the build. */
declare const FILES: readonly string[];
/** The hash of this build. Set by the build. */
declare const BUILD: string;
/** The page's hash, as in the `integrity` attribute. Set by the build. */
declare const PAGE_INTEGRITY: string;

const PAGE = "index.html";
const CONFIGURATION = "config.json";
const PREFIX = "build-";
const FILES_CACHE = PREFIX + BUILD;
const CONFIGURATION_CACHE = "configuration";
/** If the server does not answer within this time, the stored configuration is used. */
const PATIENCE_MS = 3_000;

self.addEventListener("install", event => event.waitUntil(install()));
self.addEventListener("activate", event => event.waitUntil(activate()));
self.addEventListener("message", ({ data }) => {
  if (data === "takeOver") {
    void self.skipWaiting();
  }
});
self.addEventListener("notificationclick", event => {
  event.notification.close();
  event.waitUntil(show(event.notification.data));
});
self.addEventListener("fetch", event => {
  const answer = answerTo(event.request);
  if (answer) {
    event.respondWith(answer);
  }
});

/** Shows a conversation in a tab of the page, or in a new one. */
async function show(address: string): Promise<void> {
  const [tab] = await self.clients.matchAll({ type: "window" });
  if (tab) {
    await tab.focus();
    await tab.navigate(new URL(address, tab.url));
  } else {
    await self.clients.openWindow(new URL(address, self.registration.scope));
  }
}

/** Fetches all files of the build, or fails. After a failure, the browser tries again later. */
async function install(): Promise<void> {
  const cache = await caches.open(FILES_CACHE);
  // The server may already have a newer page. Its hash differs, so the fetch fails.
  const page = new Request(PAGE, { cache: "reload", integrity: PAGE_INTEGRITY });
  await cache.addAll([page, ...FILES]);
  // The page has already read the configuration without this script.
  await fetchConfiguration(await caches.open(CONFIGURATION_CACHE));
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== FILES_CACHE) {
      await caches.delete(name);
    }
  }
  await self.clients.claim();
}

/** The answer to a request of the page; undefined if the network should answer. */
function answerTo(request: Request): Promise<Response> | undefined {
  const folder = self.registration.scope;
  const address = request.url.replace(/[?#].*$/s, "");
  if (request.method !== "GET" || !address.startsWith(folder)) {
    return undefined;
  }
  const name = address.slice(folder.length);
  if (request.mode === "navigate") {
    return name === "" || name === PAGE ? kept(PAGE) : undefined;
  }
  if (name === CONFIGURATION) {
    return configuration();
  }
  return FILES.includes(name) ? kept(name) : undefined;
}

/** Returns a file of this build, which the browser may have removed to free space. */
async function kept(name: string): Promise<Response> {
  const cache = await caches.open(FILES_CACHE);
  return (await cache.match(name)) ?? fetch(name);
}

/** The server's configuration, or the last known one if the server does not answer. */
async function configuration(): Promise<Response> {
  const cache = await caches.open(CONFIGURATION_CACHE);
  const last = await cache.match(CONFIGURATION);
  const fresh = fetchConfiguration(cache);
  if (!last) {
    return fresh;
  }
  const late = new Promise<Response>(resolve => setTimeout(resolve, PATIENCE_MS, last));
  const answered = fresh.then(
    answer => (isAnswer(answer) ? answer : last),
    () => last, // The network failed.
  );
  return Promise.race([answered, late]);
}

async function fetchConfiguration(cache: Cache): Promise<Response> {
  const answer = await fetch(CONFIGURATION, { cache: "no-cache" });
  if (isAnswer(answer)) {
    await cache.put(CONFIGURATION, answer.clone());
  }
  return answer;
}

/** Whether a reply is a configuration, or states that there is none. */
function isAnswer({ ok, status }: Response): boolean {
  return ok || status === 404;
}

export {};
