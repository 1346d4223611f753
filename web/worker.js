// The service worker: keeps the whole lab, so that it works without a network after the first visit.
//
// hsmlab build fills in the three constants and writes the result to app-worker.js at the site's base. One version is
// installed whole or not at all, and it never replaces a running one by itself: it waits until a page sends
// "skip-waiting", which web/update.js does when the learner agrees, or until every page of the old one is closed.

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
  }
});

self.addEventListener("activate", (event) => {
  event.waitUntil(deleteOldCaches().then(() => self.clients.claim()));
});

async function deleteOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(family) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === location.origin && url.pathname.startsWith(base)) {
    event.respondWith(answer(event.request, url));
  }
});

async function answer(request, url) {
  const cache = await caches.open(cacheName);
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
