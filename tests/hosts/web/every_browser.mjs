// What every browser has to do: node every_browser.mjs SCENARIO BROWSER PROGRAM ADDRESS BOOK FOLDER; prints what was seen
// as JSON. FOLDER takes the downloads; it holds dokumen.xlsx, which is no workbook. LKJIP_GAMBAR takes pictures.
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { downloaded, launch, pause } from "./browsers.mjs";

const [scenario, name, program, address, book, folder] = process.argv.slice(2);
const AXE = readFileSync(join(process.env.LKJIP_WEB, "node_modules", "axe-core", "axe.min.js"), "utf8");
const given = join(folder, "unduhan");
const seen = { axe: [], errors: [] };
const browser = await launch(name, program, { wasm: scenario !== "off", folder: given });
seen.version = browser.version;

async function until(tab, text, timeout = 120_000) {
  for (const end = Date.now() + timeout; Date.now() < end; await pause(100)) {
    const value = await tab.js(text);
    if (value) return value;
  }
  throw new Error(`${text} did not come true; the page says: ${await tab.js("() => document.body.innerText.slice(0, 2000)")}`);
}
const READY = "() => document.documentElement.dataset.siap || ''";
const START = 400_000; // a machine that does other work needs long to compile the engine
const IDLE = "() => document.getElementById('batal').hidden && !document.querySelector('#tombol button:disabled')";
const said = (tab) => tab.js("() => document.getElementById('jawab').textContent");
async function opened(more = "") {
  const tab = await browser.open(address + more);
  return tab;
}
async function choose(tab, path) {
  await tab.js("() => { document.getElementById('jawab').textContent = ''; }");
  await tab.files("#berkas", [path]);
  await until(tab, `() => document.getElementById('batal').hidden && (document.getElementById('jawab').textContent
    || document.getElementById('nama').textContent === ${JSON.stringify(basename(path))})`, 300_000);
}
async function drop(tab, path) {
  await tab.js(`(text, name) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.getElementById("jatuh").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }`, readFileSync(path).toString("base64"), basename(path));
  await until(tab, `() => document.getElementById('nama').textContent === ${JSON.stringify(basename(path))}`);
}
async function press(tab, id, timeout = 120_000) {
  await tab.js("() => { document.getElementById('jawab').textContent = ''; }");
  await tab.click(`[data-alur=${id}]`);
  await until(tab, "() => document.getElementById('batal').hidden && document.getElementById('jawab').textContent", timeout);
  await until(tab, IDLE);
  return said(tab);
}
async function download(tab, target) {
  const got = await downloaded(given, () => tab.click("#unduh"));
  renameSync(join(given, got), join(folder, target));
  return got;
}
async function axe(tab, where) {
  const found = await tab.js(`async () => {
    if (!window.axe) { ${AXE}\n }
    return (await window.axe.run(document, { resultTypes: ["violations"] })).violations
      .map((one) => one.id + ": " + one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", "));
  }`);
  seen.axe.push(...found.map((text) => `${where}: ${text}`));
}
async function picture(tab, what) {
  if (process.env.LKJIP_GAMBAR) await tab.picture(join(process.env.LKJIP_GAMBAR, `${name}-${what}.png`));
}

// The largest memory that one process of the browser had, in MiB (Linux).
function largest() {
  const parents = new Map(), peaks = new Map();
  for (const pid of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      const text = readFileSync(`/proc/${pid}/status`, "utf8");
      parents.set(pid, /^PPid:\s*(\d+)/m.exec(text)[1]);
      peaks.set(pid, Number((/^VmHWM:\s*(\d+)/m.exec(text) || [0, 0])[1]) / 1024);
    } catch { /* it has ended */ }
  }
  const ours = (pid) => pid === String(process.pid) || (parents.has(pid) && ours(parents.get(pid)));
  return Math.round(Math.max(...[...peaks].filter(([pid]) => pid !== String(process.pid) && ours(pid)).map(([, peak]) => peak)));
}

const scenarios = {
  async flows() {
    const tab = await opened();
    seen.ms = Number(await until(tab, READY, START));
    await axe(tab, "start");
    await drop(tab, book);
    seen.said = {};
    for (const id of ["hitung", "laporan", "periksa"]) {
      seen.said[id] = await press(tab, id);
      seen.suggested = await download(tab, `${id}.xlsx`);
    }
    seen.figures = await tab.js("() => document.getElementById('angka').textContent");
    await tab.click("#lihat");
    seen.shown = await until(tab, "() => document.querySelectorAll('#kertas tr').length");
    await tab.js("() => { document.getElementById('sel').value = 'F9'; }");
    await tab.click("#asal");
    seen.origin = await until(tab, "() => !document.getElementById('asal-jawab').hidden && document.getElementById('asal-jawab').textContent");
    await axe(tab, "book");
    await picture(tab, "buku");
    await tab.js("() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; }");
    await tab.click("#cetak");
    seen.printed = await tab.js("() => window.printed");
    await tab.js("() => window.dispatchEvent(new Event('afterprint'))");
    await tab.size(320, 640);
    [seen.width, seen.inner] = await tab.js("() => [document.scrollingElement.scrollWidth, innerWidth]");
    await picture(tab, "sempit");
    await tab.size(1200, 900);

    // A file that is none, and a second tab that works at the same time.
    await choose(tab, join(folder, "dokumen.xlsx"));
    seen.wrong = await said(tab);
    seen.still = await tab.js("() => document.getElementById('nama').textContent");
    const second = await opened();
    await until(second, READY, START);
    await choose(second, book);
    const PRESS = "(id) => { document.getElementById('jawab').textContent = ''; document.querySelector(`[data-alur=${id}]`).click(); }";
    await tab.front();
    await tab.js(PRESS, "hitung");
    await second.front();
    await second.js(PRESS, "laporan");
    await until(second, "() => document.getElementById('jawab').textContent");
    await until(tab, "() => document.getElementById('jawab').textContent");
    seen.both = [await said(tab), await said(second)];
    await second.front();
    await download(second, "kedua.xlsx");

    // Nothing may leave: not by the page, not by a worker such as the engine's.
    let hits = 0;
    const server = createServer((_, answer) => { hits++; answer.setHeader("access-control-allow-origin", "*"); answer.end("x"); });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const outside = `http://127.0.0.1:${server.address().port}/`;
    seen.own = [...tab.errors, ...second.errors];
    seen.refused = await tab.js(`async (url) => [
      await fetch(url).then(() => false, () => true),
      await new Promise((done) => {
        const worker = new Worker(URL.createObjectURL(new Blob(["fetch(" + JSON.stringify(url) + ").then(() => postMessage(false), () => postMessage(true))"])));
        worker.onmessage = (event) => done(event.data);
      }),
      await new Promise((done) => {
        const image = new Image();
        image.onload = () => done(false);
        image.onerror = () => done(true);
        image.src = url;
      }),
    ]`, outside);
    seen.hits = hits;
    server.close();
  },

  // The parent stops the server as soon as FOLDER/kept appears.
  async offline() {
    const tab = await opened();
    seen.coldMs = Number(await until(tab, READY, START));
    await until(tab, "() => navigator.serviceWorker.ready.then((one) => one.active.state === 'activated')");
    seen.kept = await until(tab, "() => document.documentElement.dataset.potret || ''", 60_000).catch(() => "");
    mkdirSync(join(folder, "kept"));
    while (!existsSync(join(folder, "stopped"))) await pause(50);
    const again = await opened();
    seen.ms = Number(await until(again, READY, START));
    seen.picture = await again.js("() => document.documentElement.dataset.potret || ''");
    await choose(again, book);
    seen.said = await press(again, "laporan");
    await download(again, "luring.xlsx");
    seen.policy = await again.js("() => fetch('https://lkjip.invalid/x').then(() => '', (error) => String(error))");
  },

  // How long the served page takes to be ready: at the first visit, and at three later ones with what was kept. The first
  // tab stays open, for WebKit ends with its last one.
  async starts() {
    const first = await opened();
    const stages = async (tab) => {
      await until(tab, READY, START);
      return JSON.parse(await tab.js("() => document.documentElement.dataset.tahap"));
    };
    seen.cold = await stages(first);
    await until(first, "() => navigator.serviceWorker.ready.then((one) => one.active.state === 'activated')");
    await until(first, "() => document.documentElement.dataset.potret || ''", 60_000);
    seen.warm = [];
    for (let n = 0; n < 3; n++) {
      await pause(1_000);
      const tab = await opened();
      seen.warm.push(await stages(tab));
      seen.picture = await tab.js("() => document.documentElement.dataset.potret || ''");
    }
  },

  async off() {
    const tab = await opened();
    seen.wasm = await tab.js("() => typeof WebAssembly");
    await until(tab, "() => document.getElementById('jawab').textContent");
    seen.said = await said(tab);
    seen.drop = await tab.js("() => !document.getElementById('awal').hidden");
  },

  // A book of many rows: the page stays alive, and its results are those of the command line.
  async large() {
    const tab = await opened();
    await until(tab, READY, START);
    const began = Date.now();
    await choose(tab, book);
    seen.opened = (Date.now() - began) / 1000;
    for (const id of ["hitung", "periksa", "laporan"]) {
      const start = Date.now();
      const text = await press(tab, id, 900_000);
      seen[id] = [(Date.now() - start) / 1000, text];
    }
    await download(tab, "besar.xlsx");
    await tab.click("#lihat");
    seen.shown = await until(tab, "() => document.querySelectorAll('#kertas tr').length", 240_000);
    seen.largest = largest();
  },
};

try {
  await scenarios[scenario]();
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}
