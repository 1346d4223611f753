// The service worker: keeps the whole lab, so that it works without a network after the first visit.
//
// hsmlab build fills in the three constants and writes the result to app-worker.js at the site's base. One version is
// installed whole or not at all, and it never replaces a running one by itself: it waits until a page sends
// "skip-waiting", which web/update.js does when the learner agrees, or until every page of the old one is closed.
//
// An attempt at an exam keeps the version that it began with. A page pins it, and even a newer worker then serves the
// site from the pinned version's cache until the attempt is over.

const version = "__VERSION__";
const base = "__BASE__"; // path of the site, "/" or such as "/lab/"
const files = ["__FILES__"]; // every address of the site, base included, pages with their trailing slash

// Two labs on one origin (say / and /lab/) must not delete each other's caches: the name carries the base.
const family = `hsmlab ${base} `;
const cacheName = family + version;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files.map(fresh))));
});

// fresh asks the server again, except for files whose name changes with their bytes.
function fresh(path) {
  return path.startsWith(base + "immutable/") ? path : new Request(path, { cache: "no-cache" });
}

self.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") {
    self.skipWaiting();
  } else if (event.data?.pin) {
    event.waitUntil(pin(event.data.pin, event.data.on));
  }
});

// The pins are kept as a cache of their own: address by lab, body the version.
const pinsName = `hsmlab-pins ${base}`;
const pinOf = (lab) => `${base}pin/${encodeURIComponent(lab)}`;

async function pin(lab, on) {
  const pins = await caches.open(pinsName);
  if (!on) {
    await pins.delete(pinOf(lab));
  } else if (!(await pins.match(pinOf(lab)))) {
    await pins.put(pinOf(lab), new Response(await serving()));
  }
  served = undefined;
}

// serving is the name of the cache that the site comes from: this version's, unless an older one that is still whole is
// pinned.
let served;
function serving() {
  served ??= find();
  return served;
}

async function find() {
  if (!(await caches.has(pinsName))) {
    return cacheName;
  }
  const pins = await caches.open(pinsName);
  for (const address of await pins.keys()) {
    const name = await (await pins.match(address)).text();
    if (name !== cacheName && (await caches.has(name))) {
      return name;
    }
  }
  return cacheName;
}

self.addEventListener("activate", (event) => {
  event.waitUntil(deleteOldCaches().then(() => self.clients.claim()));
});

async function deleteOldCaches() {
  const names = await caches.keys();
  const kept = [cacheName, await serving()];
  const old = names.filter((name) => name.startsWith(family) && !kept.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === location.origin && url.pathname.startsWith(base)) {
    event.respondWith(answer(event.request, url));
  }
});

async function answer(request, url) {
  const cache = await caches.open(await serving());
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) {
    return kept;
  }
  if (request.mode !== "navigate") {
    return fetch(request);
  }
  if (!url.pathname.endsWith("/") && (await cache.match(url.pathname + "/"))) {
    return Response.redirect(url.pathname + "/" + url.search);
  }
  return fetch(request).catch(() => cache.match(base + "404.html"));
}
