// One way to drive Chromium, Firefox (both by puppeteer-core) and WebKitGTK (by its own WebDriver), for the scenarios
// that every browser has to pass. A browser: {open(address), close()}; a tab: {js, files, click, size, picture, errors}.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const modules = join(process.env.LKJIP_WEB, "node_modules");
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// The file that the next download brings, once it is whole.
export async function downloaded(folder, start, timeout = 60_000) {
  const before = new Set(existsSync(folder) ? readdirSync(folder) : []);
  await start();
  for (const end = Date.now() + timeout; Date.now() < end; await pause(100)) {
    const fresh = readdirSync(folder).filter((name) => !before.has(name));
    const whole = fresh.filter((name) => !/\.(part|crdownload|wkdownload)$/.test(name) && readFileSync(join(folder, name)).length);
    if (whole.length === fresh.length && whole.length) return whole[0];
  }
  throw new Error(`nothing was downloaded into ${folder}: ${readdirSync(folder)}`);
}

// --- Chromium and Firefox ---------------------------------------------------------------------------------------------
async function byPuppeteer(name, program, { wasm, folder }) {
  const { default: puppeteer } = await import(pathToFileURL(join(modules, "puppeteer-core", "lib", "esm", "puppeteer", "puppeteer-core.js")).href);
  const profile = mkdtempSync(join(tmpdir(), "lkjip-browser-"));
  const firefox = name === "firefox";
  const browser = await puppeteer.launch({
    browser: firefox ? "firefox" : "chrome", executablePath: program, headless: true, userDataDir: profile, protocolTimeout: 900_000,
    args: firefox ? [] : ["--no-sandbox", ...(wasm ? [] : ["--js-flags=--jitless"])],
    extraPrefsFirefox: {
      "browser.download.folderList": 2, "browser.download.dir": folder, "browser.download.useDownloadDir": true,
      "browser.download.alwaysOpenPanel": false, "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
      "javascript.options.wasm": wasm,
    },
    ...(firefox ? {} : { downloadBehavior: { policy: "allow", downloadPath: folder } }),
  });
  return {
    version: await browser.version(),
    pid: browser.process().pid,
    async open(address) {
      const page = await browser.newPage();
      const errors = [];
      page.on("pageerror", (error) => errors.push(String(error && error.message || error)));
      page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
      await page.setViewport({ width: 1200, height: 900 });
      await page.goto(address, { waitUntil: "load", timeout: 120_000 });
      return {
        errors,
        js: (text, ...given) => page.evaluate(`(${text})(...${JSON.stringify(given)})`),
        files: async (selector, paths) => (await page.$(selector)).uploadFile(...paths),
        click: (selector) => page.click(selector),
        size: (width, height) => page.setViewport({ width, height }),
        picture: (path) => page.screenshot({ path }),
        front: () => page.bringToFront(),
        close: () => page.close(),
      };
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// --- WebKitGTK --------------------------------------------------------------------------------------------------------
async function byWebDriver(program, { wasm, folder }) {
  const home = mkdtempSync(join(tmpdir(), "lkjip-browser-"));
  mkdirSync(join(home, ".config"));
  writeFileSync(join(home, ".config", "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${resolve(folder)}"\n`);
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const display = await new Promise((done, fail) => {
    screen.on("exit", () => fail(new Error("Xvfb ended")));
    screen.stdio[3].on("data", (data) => done(`:${String(data).trim()}`));
  });
  const port = 20_000 + (process.pid % 20_000);
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], { stdio: "ignore", env: {
    ...process.env, DISPLAY: display, HOME: home, XDG_CONFIG_HOME: join(home, ".config"), XDG_CACHE_HOME: join(home, "cache"),
    XDG_DATA_HOME: join(home, "data"), LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    GTK_A11Y: "none", NO_AT_BRIDGE: "1", ...(wasm ? {} : { JSC_useWasm: "0", JSC_useWebAssembly: "0" }),
  } });
  async function ask(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error} ${value.message}`);
    return value;
  }
  for (let tries = 0; ; tries++) {
    try {
      await ask("GET", "/status");
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await pause(100);
    }
  }
  const made = await ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: program, args: ["--automation"] } } } });
  const session = `/session/${made.sessionId}`;
  await ask("POST", `${session}/timeouts`, { script: 900_000, pageLoad: 120_000, implicit: 0 });
  let current = await ask("GET", `${session}/window`);
  let free = current; // the window that stands there from the start
  const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
  const show = async (handle) => {
    if (handle !== current) await ask("POST", `${session}/window`, { handle });
    current = handle;
  };
  const found = async (selector) => (await ask("POST", `${session}/element`, { using: "css selector", value: selector }))[ELEMENT];
  return {
    version: `${made.capabilities.browserName} ${made.capabilities.browserVersion}`,
    pid: driver.pid,
    async open(address) {
      const handle = free || (await ask("POST", `${session}/window/new`, { type: "tab" })).handle;
      free = null;
      await show(handle);
      await ask("POST", `${session}/url`, { url: address });
      return {
        errors: [], // this driver does not tell them
        async js(text, ...given) {
          await show(handle);
          const script = `const all = [...arguments], done = all.pop();
            Promise.resolve().then(() => (${text})(...all)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
          const answer = await ask("POST", `${session}/execute/async`, { script, args: given });
          if (answer.error) throw new Error(answer.error);
          return answer.value;
        },
        async files(selector, paths) {
          await show(handle);
          await ask("POST", `${session}/element/${await found(selector)}/value`, { text: paths.join("\n") });
        },
        async click(selector) {
          await show(handle);
          await ask("POST", `${session}/element/${await found(selector)}/click`, {});
        },
        async size(width, height) {
          await show(handle);
          await ask("POST", `${session}/window/rect`, { x: 0, y: 0, width, height });
        },
        async picture(path) {
          await show(handle);
          writeFileSync(path, Buffer.from(await ask("GET", `${session}/screenshot`), "base64"));
        },
        front: () => show(handle),
        async close() {
          await show(handle);
          if ((await ask("DELETE", `${session}/window`)).length) current = "";
        },
      };
    },
    async close() {
      await ask("DELETE", session).catch(() => {});
      driver.kill();
      screen.kill();
      await pause(300);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export async function launch(name, program, { wasm = true, folder }) {
  mkdirSync(folder, { recursive: true });
  const wanted = { wasm, folder: resolve(folder) };
  return name === "webkit" ? byWebDriver(program, wanted) : byPuppeteer(name, program, wanted);
}
