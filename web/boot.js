// Starts the WebAssembly client. It takes the place of go-app's app.js, which hides the prerendered page behind a
// full-screen cover and copies the whole client through JavaScript to show a percentage that is wrong under compression.
//
// What it tells the rest of the page: <html data-wasm> becomes "started", "failed" (could not load) or "stopped" (the Go
// program ended, which it never does unless it crashed), and each change fires "hsmlab-wasm" on window with the same word
// as detail. "started" means that Go runs; a page is alive when its component has mounted.

(() => {
  const { wasm, env, modules, below } = document.currentScript.dataset;
  const values = JSON.parse(env);
  if (below) {
    // A package: only now it is known where it lies.
    const prefix = decodeURI(new URL(below, location.href).pathname).replace(/\/$/, "");
    values.GOAPP_ROOT_PREFIX = values.GOAPP_STATIC_RESOURCES_URL = prefix;
  }

  // go-app's app.Getenv calls this.
  window.goappGetenv = (name) => values[name];

  function enter(state) {
    document.documentElement.dataset.wasm = state;
    window.dispatchEvent(new CustomEvent("hsmlab-wasm", { detail: state }));
  }

  // compile streams where the server gives the right type; hosts that do not know .wasm send another one.
  async function compile(imports) {
    const response = await fetch(wasm);
    if (!response.ok) {
      throw new Error(`the server answered ${response.status} for ${wasm}`);
    }
    if (response.headers.get("Content-Type") === "application/wasm") {
      return WebAssembly.instantiateStreaming(response, imports);
    }
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
  }

  // painted waits until the prerendered page can be seen, so that neither compiling nor our modules hold that up. A page
  // in the background is never painted, hence the limit.
  function painted() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
      setTimeout(resolve, 500);
    });
  }

  function loadModules() {
    const launch = new URLSearchParams(location.search);
    const bridge = !below && launch.has("endpoint") && launch.has("fetch"); // launched by an LMS that speaks cmi5
    const all = `${bridge ? `${values.GOAPP_ROOT_PREFIX}/web/lazy/cmi5.js ` : ""}${modules ?? ""}`;
    for (const src of all.split(" ").filter(Boolean)) {
      const script = document.createElement("script");
      Object.assign(script, { type: "module", src, async: false }); // in their order
      document.head.append(script);
    }
  }

  async function boot() {
    await painted();
    loadModules();
    const go = new Go();
    const { instance } = await compile(go.importObject);
    const ended = go.run(instance);
    document.getElementById("app-wasm-loader")?.remove();
    enter("started");
    await ended;
    enter("stopped");
  }

  boot().catch((err) => {
    console.error("starting the lab failed:", err);
    enter("failed");
    const label = document.getElementById("app-wasm-loader-label");
    if (label) {
      label.textContent = `The lab could not start: ${err.message}. The text of this page is complete; reload to try again.`;
    }
  });
})();
