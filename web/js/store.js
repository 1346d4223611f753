// Where a lab is kept: an IndexedDB database in this browser, nowhere else. A journal is kept as chunks that are only
// ever added, so that a long one costs no more per event than a short one. The tail, time that has passed since the last
// chunk, goes to localStorage, which is written even while the page is being closed.
//
// Every call answers a promise that never rejects: { error: "…" } tells what went wrong.
// The lab's owner is the tab that holds its Web Lock.

// Whoever learns by an LMS has a shelf of their own for each attempt: the browser may be shared, see attempt.js.
const shelf = window.hsmlab?.shelf ?? "hsmlab";

const open = new Promise((resolve) => {
  try {
    const request = indexedDB.open(shelf, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("chunks", { keyPath: ["lab", "n"] });
      request.result.createObjectStore("notes"); // by key: terminals of a lab, progress
      request.result.createObjectStore("damaged", { autoIncrement: true });
    };
    request.onsuccess = () => resolve({ db: request.result });
    request.onerror = () => resolve({ error: String(request.error) });
  } catch (err) {
    resolve({ error: String(err) });
  }
});

async function transact(stores, mode, work) {
  const { db, error } = await open;
  if (error) {
    return { error };
  }
  return new Promise((resolve) => {
    try {
      const t = db.transaction(stores, mode, { durability: "relaxed" });
      const result = {};
      t.oncomplete = () => resolve(result);
      t.onerror = t.onabort = () => resolve({ error: String(t.error) });
      work(t, result);
      if (mode === "readwrite") {
        t.commit?.(); // now: a page that is being left hears no more answers, and what waits for one is dropped
      }
    } catch (err) {
      resolve({ error: String(err) });
    }
  });
}

const range = (lab) => IDBKeyRange.bound([lab, 0], [lab, Infinity]);
const tailKey = (lab) => `${shelf}.tail.${lab}`;

function put(storage, key, text) {
  try {
    text ? storage.setItem(key, text) : storage.removeItem(key);
    return {};
  } catch (err) {
    return { error: String(err) };
  }
}

const store = {
  // load gives the journal's text ("" when there is none) and the tail, marked with the number of chunks before it.
  load: (lab) =>
    transact(["chunks"], "readonly", (t, result) => {
      const all = t.objectStore("chunks").getAll(range(lab));
      all.onsuccess = () => {
        result.text = all.result.map((c) => c.text).join("");
        result.chunks = all.result.length ? all.result.at(-1).n + 1 : 0;
        result.tail = localStorage.getItem(tailKey(lab)) || "";
      };
    }),
  append: (lab, n, text) =>
    transact(["chunks"], "readwrite", (t) => t.objectStore("chunks").put({ lab, n, text })),
  tail: (lab, text) => put(localStorage, tailKey(lab), text),
  // clear forgets a lab; with keep, its text goes to the damaged ones first.
  clear: (lab, keep, reason) =>
    transact(["chunks", "damaged"], "readwrite", (t) => {
      const chunks = t.objectStore("chunks");
      if (keep) {
        const tail = localStorage.getItem(tailKey(lab)) || "";
        t.objectStore("damaged").add({ lab, text: keep, tail, reason, at: new Date().toISOString() });
      }
      chunks.delete(range(lab));
      localStorage.removeItem(tailKey(lab));
    }),
  // aside gives the damaged ones as JSON, "" when there are none.
  aside: () =>
    transact(["damaged"], "readonly", (t, result) => {
      const all = t.objectStore("damaged").getAll();
      all.onsuccess = () => (result.text = all.result.length ? JSON.stringify(all.result, null, 1) : "");
    }),
  dropAside: () => transact(["damaged"], "readwrite", (t) => t.objectStore("damaged").clear()),
  note: (key, text) =>
    transact(["notes"], "readwrite", (t) => t.objectStore("notes").put(text, key)),
  read: (key) =>
    transact(["notes"], "readonly", (t, result) => {
      const got = t.objectStore("notes").get(key);
      got.onsuccess = () => (result.text = got.result ?? "");
    }),
  // notes gives every note whose key begins so, as JSON.
  notes: (prefix) =>
    transact(["notes"], "readonly", (t, result) => {
      const keys = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const cursor = t.objectStore("notes").openCursor(keys);
      const found = {};
      cursor.onsuccess = () => {
        const c = cursor.result;
        if (c) {
          found[c.key] = c.value;
          c.continue();
        } else {
          result.text = JSON.stringify(found);
        }
      };
    }),
  // labs names the labs that are kept, with spaces between.
  labs: () =>
    transact(["chunks"], "readonly", (t, result) => {
      const keys = t.objectStore("chunks").getAllKeys();
      keys.onsuccess = () => (result.text = [...new Set(keys.result.map(([lab]) => lab))].join(" "));
    }),
  // dump gives everything as one text, which lessons.DecodeArchive reads.
  dump: (format, simulator) =>
    transact(["chunks", "notes"], "readonly", (t, result) => {
      const labs = new Map();
      const notes = {};
      const chunks = t.objectStore("chunks").getAll();
      const cursor = t.objectStore("notes").openCursor();
      chunks.onsuccess = () => {
        for (const { lab, text } of chunks.result) {
          labs.set(lab, (labs.get(lab) || "") + text);
        }
      };
      cursor.onsuccess = () => {
        const c = cursor.result;
        if (c) {
          notes[c.key] = c.value;
          c.continue();
          return;
        }
        const list = [...labs].map(([id, journal]) => ({ id, journal, tail: localStorage.getItem(tailKey(id)) || "" }));
        const kept = Object.fromEntries(Object.entries(notes).filter(([, text]) => text));
        result.text = JSON.stringify({ format, simulator, saved: new Date().toISOString(), labs: list, notes: kept });
      };
    }),
  // restore takes such a text over, all of it or nothing. Labs that are open in a tab are not touched.
  async restore(text) {
    const { labs, notes } = JSON.parse(text);
    const locks = (await navigator.locks?.query())?.held || [];
    const open = labs.find(({ id }) => locks.some((l) => l.name === `hsmlab ${id}`));
    if (open) {
      return { error: `the lab ${open.id} is open in another tab. Close it first.` };
    }
    const answer = await transact(["chunks", "notes"], "readwrite", (t) => {
      const about = t.objectStore("notes");
      for (const { id, journal } of labs) {
        t.objectStore("chunks").delete(range(id));
        t.objectStore("chunks").put({ lab: id, n: 0, text: journal });
        about.delete(`progress ${id}`);
        about.delete(IDBKeyRange.bound(`lab ${id} `, `lab ${id} \uffff`));
      }
      for (const [key, note] of Object.entries(notes || {})) {
        about.put(note, key);
      }
    });
    if (!answer.error) {
      labs.forEach(({ id, tail }) => put(localStorage, tailKey(id), tail));
    }
    return answer;
  },
  persist: () => navigator.storage?.persist?.().catch(() => false),

  // own calls back with "owner", "taken" (another tab has it) or "lost" (another tab took it over). It holds the lab
  // until the page goes or release is called.
  own(lab, steal, callback) {
    let release = () => {};
    if (!navigator.locks) {
      queueMicrotask(() => callback("owner")); // no way to know: an old browser
      return release;
    }
    // A document that is being left in this very tab may hold the lock for another moment.
    const options = steal ? { steal: true } : { signal: AbortSignal.timeout(1500) };
    let mine = false;
    const until = new Promise((resolve) => (release = resolve));
    navigator.locks
      .request(`${shelf} ${lab}`, options, (lock) => {
        mine = true;
        callback("owner");
        return until;
      })
      .catch(() => callback(mine ? "lost" : "taken"));
    return () => release();
  },
};

// forget drops a lab and all notes about it but its standing.
async function forget(lab) {
  await store.clear(lab);
  await store.note(`progress ${lab}`, "");
  for (const key of Object.keys(JSON.parse((await store.notes(`lab ${lab} `)).text || "{}"))) {
    await store.note(key, "");
  }
}

// startOver forgets a lab and loads its page anew; search names the free lab's scenario. What was achieved is kept
// elsewhere.
async function startOver(lab, search) {
  await forget(lab);
  if (search && search !== location.search) {
    location.search = search; // only of the free lab, which no LMS launches
  } else {
    window.hsmlab.reload();
  }
}

// adopt puts another journal in a lab's place and loads its page anew, without what the address held.
async function adopt(lab, text) {
  await forget(lab);
  const { error } = await store.append(lab, 0, text);
  if (error) {
    return { error };
  }
  forgetFragment();
  window.hsmlab.reload();
  return {};
}

const forgetFragment = () => history.replaceState(history.state, "", location.pathname + location.search);

window.hsmlab = Object.assign(window.hsmlab || {}, { store, startOver, forget, adopt, forgetFragment });
window.dispatchEvent(new Event("hsmlab-store-ready"));
export { store };
