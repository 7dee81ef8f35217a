// The page in Chromium: node page.mjs SCENARIO ADDRESS BOOK FOLDER; prints what was seen as JSON.
// FOLDER takes the downloads and, with LKJIP_GAMBAR, pictures.
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const [scenario, address, book, folder] = process.argv.slice(2);
const modules = join(process.env.LKJIP_WEB, "node_modules");
const { chromium } = await import(pathToFileURL(join(modules, "playwright-core", "index.mjs")).href);
const AXE = readFileSync(join(modules, "axe-core", "axe.min.js"), "utf8");
const seen = { requests: [], errors: [], axe: [], cut: [] };
const pictures = process.env.LKJIP_GAMBAR;
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.LKJIP_CHROMIUM,
  args: ["--no-sandbox", ...(scenario === "off" ? ["--js-flags=--jitless"] : [])],
});
const context = await browser.newContext({
  acceptDownloads: true, viewport: { width: 1200, height: 900 }, javaScriptEnabled: scenario !== "old",
  deviceScaleFactor: scenario === "zoom" ? 4 : 1,
});
// Lets a test end the worker as a lack of memory would.
await context.addInitScript(() => {
  const Real = window.Worker;
  window.workersMade = [];
  window.Worker = class extends Real { constructor(...all) { super(...all); window.workersMade.push(this); } };
  window.print = () => { window.printed = (window.printed || 0) + 1; };
});

async function opened(more = "", before = null) {
  const page = await context.newPage();
  if (before) await before(page);
  page.on("request", (request) => { if (!/^(file|blob|data):/.test(request.url())) seen.requests.push(request.url()); });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") seen.errors.push(message.text()); });
  await page.goto(address + more);
  return page;
}
const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.siap, null, { timeout: 90_000 });
const idle = (page) => page.waitForFunction(() => document.getElementById("batal").hidden && !document.querySelector("#tombol button:disabled"), null, { timeout: 90_000 });
const said = (page) => page.textContent("#jawab");
async function picture(page, name, full = true) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: full });
}
async function axe(page, where) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`));
  seen.axe.push(...found.map((text) => `${where}: ${text}`));
}
async function open(page, path) {
  await page.setInputFiles("#berkas", path);
  await page.waitForFunction(() => document.getElementById("batal").hidden && document.getElementById("berkas").value === "", null, { timeout: 90_000 });
}
async function press(page, id) {
  await page.click(`[data-alur=${id}]`);
  await idle(page);
  return said(page);
}
async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("#unduh")]);
  await file.saveAs(join(folder, name));
  return file.suggestedFilename();
}

// What does not fit the window, in words: a page that scrolls sideways, a control beyond its edge, a text cut by its box.
// A region that scrolls by itself (class gulir) may hold more than it shows.
async function cut(page, where) {
  const found = await page.evaluate(() => {
    const wide = document.scrollingElement.scrollWidth;
    const faults = wide > innerWidth ? [`the page is ${wide} wide`] : [];
    const named = (one) => `${one.tagName} ${one.id || one.dataset.alur || one.name || one.textContent.trim().slice(0, 30)}`;
    const dialog = document.querySelector("dialog[open]");
    for (const one of (dialog || document.body).querySelectorAll("*")) {
      const box = one.getBoundingClientRect();
      if (!box.width || !box.height || one.closest(".gulir .lembar, .lompat, #temuan thead")) continue;
      if (box.left < -1 || box.right > innerWidth + 1) faults.push(`${named(one)} from ${box.left} to ${box.right}`);
      if (one.matches("button, summary, label, legend, dd, dt, h1, h2, h3, p, pre, li") && one.scrollWidth > one.clientWidth + 1 && one.clientWidth) {
        faults.push(`${named(one)} is cut: ${one.scrollWidth} in ${one.clientWidth}`);
      }
      const target = one.closest("label.centang") || one; // a tick is pressed by its words, too
      if (one.matches("button, select, input, summary, textarea") && target.getBoundingClientRect().height < 24) faults.push(`${named(one)} is ${box.height} high`);
    }
    return faults;
  });
  seen.cut.push(...found.map((text) => `${where}: ${text}`));
}

// The whole page by the Tab key alone: every control comes, is in sight when it has come, and lets go again.
async function tabbed(page, where) {
  const wanted = await page.evaluate(() => {
    const dialog = document.querySelector("dialog[open]");
    window.controls = [...(dialog || document).querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
      .filter((one) => !one.disabled && one.getClientRects().length && one.checkVisibility());
    window.came = new Set();
    if (dialog) window.controls.at(-1).focus();
    else document.activeElement.blur();
    return window.controls.length;
  });
  const more = await page.locator("dialog[open] [type=date]").count() * 3; // day, month, year and the calendar
  for (let n = 0; n < wanted + more + 3; n++) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return "";
      window.came.add(one);
      const box = one.getBoundingClientRect();
      const shown = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return shown ? "" : `${one.tagName} ${one.id || one.textContent.slice(0, 30)} has the focus out of sight`;
    });
    if (fault) seen.cut.push(`${where}: ${fault}`);
  }
  const missed = await page.evaluate(() => window.controls.filter((one) => !window.came.has(one))
    .map((one) => `${one.tagName} ${one.id || one.textContent.slice(0, 30)} is not reached`));
  seen.cut.push(...missed.map((text) => `${where}: ${text}`));
  seen.controls = (seen.controls || 0) + wanted;
}

// Office's script is the double; FOLDER/model.json is the workbook that is open in it.
async function inExcel(page) {
  const double = readFileSync(new URL("office_double.mjs", import.meta.url), "utf8").replaceAll("export class", "class");
  const model = readFileSync(join(folder, "model.json"), "utf8");
  const bytes = readFileSync(book).toString("base64");
  const body = `(() => {\n${double}\nwindow.double = new ExcelDouble(${model}, bytesOf("${bytes}"), {});\nwindow.double.install(window);\n})();`;
  await page.route("https://appsforoffice.microsoft.com/**", (route) => route.fulfill({ contentType: "text/javascript", body }));
}
const inPane = (page) => page.waitForFunction(() => document.documentElement.dataset.panel, null, { timeout: 90_000 });
const state = (page) => page.evaluate(() => window.double.state());

const scenarios = {
  async pane() {
    const page = await opened("", inExcel);
    await page.setViewportSize({ width: 350, height: 800 });
    await inPane(page);
    seen.name = await page.textContent("#nama");
    seen.figures = await page.textContent("#angka");
    await axe(page, "pane");
    await picture(page, "panel-350");
    seen.said = {};
    for (const id of ["hitung", "laporan", "periksa"]) seen.said[id] = await press(page, id);
    seen.state = await state(page);
    await picture(page, "panel-laporan-350");
    seen.findings = await page.locator("#temuan tbody tr").count();
    await page.click("#temuan .tautan >> nth=0");
    seen.selected = await page.evaluate(() => window.double.selected);
    seen.origin = await press(page, "asal");
    await page.evaluate(() => { window.double.options.insertError = "UnsupportedFeature"; });
    seen.fallback = await press(page, "laporan");
    seen.opened = await page.evaluate(() => window.double.opened.length);
    await page.evaluate(() => { window.double.options = { copyError: "Pdf saja" }; });
    seen.copyless = await press(page, "hitung");
    for (const width of [320, 400]) {
      await page.setViewportSize({ width, height: 800 });
      await picture(page, `panel-${width}`);
      seen.width = Math.max(seen.width || 0, (await page.evaluate(() => document.documentElement.scrollWidth)) - width);
    }
    await axe(page, "pane at its end");
    const direct = await opened("?alur=hitung", inExcel);
    await inPane(direct);
    await idle(direct);
    await direct.waitForFunction(() => document.getElementById("jawab").textContent.includes("Hitung"), null, { timeout: 30_000 });
    seen.direct = await said(direct);
  },

  async flows() {
    const page = await opened();
    await ready(page);
    seen.ms = Number(await page.evaluate(() => document.documentElement.dataset.siap));
    await axe(page, "start");
    await picture(page, "mulai");
    await open(page, book);
    seen.name = await page.textContent("#nama");
    seen.said = {};
    for (const id of ["hitung", "laporan", "periksa"]) {
      seen.said[id] = await press(page, id);
      seen.suggested = await download(page, `${id}.xlsx`);
    }
    seen.figures = await page.textContent("#angka");
    await page.click("#angka .angka >> nth=0");
    await page.waitForSelector("dialog[open] pre");
    seen.figure = await page.textContent("dialog");
    await axe(page, "figure");
    await picture(page, "angka", false);
    await page.keyboard.press("Escape");
    seen.findings = await page.locator("#temuan tbody tr").count();
    await page.click("#temuan-saring button >> nth=1");
    seen.filtered = await page.locator("#temuan tbody tr").count();
    await page.click("#temuan .tautan >> nth=0");
    await page.waitForSelector("dialog[open]");
    seen.row = await page.textContent("#dialog-isi");
    await axe(page, "row");
    await picture(page, "baris", false);
    await page.keyboard.press("Escape");
    await page.click("#lihat");
    await page.waitForSelector("#kertas:not([hidden])");
    seen.sheets = await page.locator("#lembar option").allTextContents();
    await page.selectOption("#lembar", { label: seen.sheets.find((text) => text.startsWith("Lap Capaian")) });
    seen.preview = await page.textContent("#kertas");
    await page.click("#kertas .asal >> nth=5");
    await page.click("#asal");
    await page.waitForSelector("#asal-jawab:not([hidden])");
    seen.origin = await page.textContent("#asal-jawab");
    await axe(page, "book");
    await picture(page, "buku");
    await page.click("#cetak-semua");
    seen.printed = await page.evaluate(() => window.printed);
    await page.pdf({ path: join(folder, "cetak.pdf"), preferCSSPageSize: true, printBackground: true });
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ colorScheme: "dark" });
    await axe(page, "dark");
    await picture(page, "gelap");
    await page.setViewportSize({ width: 320, height: 640 });
    seen.width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    await page.emulateMedia({ colorScheme: "light" });
    await axe(page, "narrow");
    await picture(page, "sempit");
    await page.setViewportSize({ width: 1200, height: 900 });

    // Nothing may leave: not by the page, not by a worker such as the engine's.
    let hits = 0;
    const server = createServer((_, answer) => { hits++; answer.setHeader("access-control-allow-origin", "*"); answer.end("x"); });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const outside = `http://127.0.0.1:${server.address().port}/`;
    seen.refused = await page.evaluate((url) => fetch(url).then(() => false, () => true), outside);
    seen.workerRefused = await page.evaluate((url) => new Promise((done) => {
      const text = `fetch(${JSON.stringify(url)}).then(() => postMessage(false), () => postMessage(true))`;
      new Worker(URL.createObjectURL(new Blob([text]))).onmessage = (event) => done(event.data);
    }), outside);
    seen.pictureRefused = await page.evaluate((url) => new Promise((done) => {
      const image = new Image();
      image.onload = () => done(false);
      image.onerror = () => done(true);
      image.src = url;
    }), outside);
    seen.hits = hits;
    server.close();
  },

  // A window of 1280 x 1024 at 400%: 320 x 256 with four dots each, and nothing but the keyboard.
  async zoom() {
    const page = await opened();
    await page.setViewportSize({ width: 320, height: 256 });
    await ready(page);
    const look = async (where) => {
      await cut(page, where);
      await tabbed(page, where);
      await axe(page, where);
      await picture(page, `besar-${where}`, !(await page.locator("dialog[open]").count()));
    };
    const key = async (selector, name = "Enter") => {
      await page.focus(selector);
      await page.keyboard.press(name);
    };
    const shows = async (id, where) => {
      await key(`[data-alur=${id}]`);
      await page.waitForSelector("dialog[open]");
      await look(where);
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog[open]", { state: "detached" }).catch(() => {});
      await idle(page);
    };
    await look("mulai");
    await shows("buat", "buat");
    await shows("rekap", "rekap");
    await open(page, book);
    for (const id of ["hitung", "periksa"]) {
      await key(`[data-alur=${id}]`);
      await idle(page);
      seen.said = await said(page);
    }
    await look("buku");
    await key("#temuan .tautan >> nth=0");
    await page.waitForSelector("dialog[open]");
    await look("baris");
    await page.keyboard.press("Escape");
    for (const id of ["isi", "tambah", "lanjut", "gabung", "kirim"]) await shows(id, id);
    await key("#lihat");
    await page.waitForSelector("#kertas:not([hidden])");
    await page.selectOption("#lembar", { label: (await page.locator("#lembar option").allTextContents()).find((text) => text.startsWith("Lap Capaian")) });
    await page.fill("#sel", await page.locator("#kertas .asal").nth(5).getAttribute("data-sel"));
    await page.keyboard.press("Enter");
    await page.waitForSelector("#asal-jawab:not([hidden])");
    seen.origin = await page.textContent("#asal-jawab");
    await look("laporan");
    await key("footer summary");
    await look("tentang");
    seen.still = await page.textContent("#nama");
  },

  async forms() {
    const page = await opened();
    await ready(page);
    seen.example = await press(page, "contoh");
    await download(page, "contoh.xlsx");
    await page.click("[data-alur=isi]");
    await page.fill("textarea[name=teks]", "Kunci;Nilai\ntriwulan_berjalan;3\n");
    await axe(page, "fill");
    await picture(page, "isi", false);
    await page.keyboard.press("Escape");
    await page.setInputFiles("#berkas", join(folder, "tbl_pengaturan.csv"));
    await page.waitForSelector("dialog[open]");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("dialog").open && document.getElementById("dialog-ya").textContent === "Tulis");
    seen.fillPreview = await page.textContent("#dialog-isi");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("Buku diisi"));
    seen.filled = await said(page);
    await download(page, "isi.xlsx");
    await page.click("[data-alur=tambah]");
    await page.waitForSelector("dialog[open] .centang input");
    await axe(page, "modules");
    seen.module = await page.locator("dialog .centang input").first().getAttribute("name");
    await page.locator("dialog .centang input").first().check();
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("Modul ditambah"));
    await download(page, "tambah.xlsx");
    await page.click("#tutup");
    await page.click("[data-alur=buat]");
    await page.fill("[name=instansi]", "Dinas Uji");
    await page.fill("[name=tahun]", "2026");
    await page.fill("[name=renstra]", "2029-2025");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("terbalik"));
    seen.upsideDown = await said(page);
    await page.click("[data-alur=buat]");
    await page.fill("[name=instansi]", "Dinas Uji");
    await page.fill("[name=tahun]", "2026");
    await page.click("#dialog-ya");
    await page.waitForSelector("#buku:not([hidden])");
    seen.newName = await download(page, "buat.xlsx");

    // A file that is none, a way out, and the end of the worker.
    for (const name of ["dokumen.xlsx", "asing.xlsx"]) {
      await open(page, join(folder, name));
      seen[name] = await said(page);
    }
    seen.stillOpen = await page.textContent("#nama");
    await page.evaluate(() => { delete document.documentElement.dataset.siap; });
    await open(page, book);
    await page.evaluate(() => document.querySelector("[data-alur=laporan]").click());
    await page.evaluate(() => document.getElementById("batal").click());
    await page.waitForFunction(() => document.getElementById("jawab").textContent.startsWith("Dibatalkan"));
    seen.cancelled = await said(page);
    await ready(page);
    await page.evaluate(() => { delete document.documentElement.dataset.siap; });
    await page.evaluate(() => {
      document.querySelector("[data-alur=laporan]").click();
      const worker = window.workersMade.at(-1);
      setTimeout(() => worker.dispatchEvent(new ErrorEvent("error", { message: "out of memory" })), 20);
    });
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("berhenti di tengah jalan"));
    seen.died = await said(page);
    await ready(page);
    seen.again = await press(page, "hitung");
    await page.click("[data-alur=lanjut]");
    await page.waitForSelector("dialog[open] [name=renstra]");
    await axe(page, "next year");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("dialog-judul").textContent === "Tahun Berikutnya" && document.getElementById("dialog-ya").textContent !== "Buat buku"
      || document.getElementById("jawab").textContent.includes("Buku tahun"));
    if (await page.locator("dialog[open]").count()) await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("Buku tahun"), null, { timeout: 60_000 });
    seen.nextYear = await said(page);
    seen.nextName = await download(page, "lanjut.xlsx");
    seen.workers = await page.evaluate(() => window.workersMade.length);
  },

  // Small things that a newcomer meets: a paste that is nothing, a file that cannot be read, where the keys are afterwards.
  async newcomer() {
    const page = await opened();
    await ready(page);
    seen.ready = await page.textContent("#kabar");
    await open(page, book);
    const state = () => page.textContent("#sifat");
    seen.state = [await state()];
    await page.focus("[data-alur=hitung]");
    await page.keyboard.press("Enter");
    await idle(page);
    seen.focus = [await page.evaluate(() => document.activeElement.dataset.alur)];
    await page.focus("[data-alur=laporan]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#batal:not([hidden])");
    await page.focus("#batal");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.startsWith("Dibatalkan"));
    seen.focus.push(await page.evaluate(() => document.activeElement.dataset.alur));
    await ready(page);
    const paste = async (text, sheet) => {
      await page.click("[data-alur=isi]");
      await page.fill("textarea[name=teks]", text);
      await page.click("#dialog-isi summary");
      if (sheet) await page.selectOption("[name=tabel]", { label: sheet });
      await page.click("#dialog-ya");
      await page.waitForFunction(() => document.getElementById("dialog").open && document.getElementById("dialog-ya").textContent !== "Lihat dulu");
      const [shown, button] = [await page.textContent("#dialog-isi"), await page.textContent("#dialog-ya")];
      await page.evaluate(() => { document.getElementById("jawab").textContent = ""; });
      await page.click("#dialog-ya");
      await page.waitForFunction(() => !document.getElementById("dialog").open && document.getElementById("jawab").textContent);
      await idle(page);
      return [shown, button, await said(page)];
    };
    await page.click("[data-alur=isi]"); // a table that cannot be known, and books of which none was ever sent out
    await page.fill("textarea[name=teks]", "a;b\n1;2");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("Tidak ada tabel yang dikenali"));
    seen.advice = [await said(page)];
    await page.click("[data-alur=gabung]");
    await page.setInputFiles("dialog input[type=file]", book);
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("Belum ada yang dikirim"));
    seen.advice.push(await said(page));
    await page.click("[data-alur=naskah]");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("belum memuat naskah"));
    seen.advice.push(await said(page));
    await page.click("[data-alur=isi]"); // a head of two sheets, and codes of neither
    await page.fill("textarea[name=teks]", "Kode\tRealisasi TW4\n9.9.9\t3\n9.9.8\t4");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("dapat berarti"));
    seen.advice.push(await said(page));
    seen.nothing = await paste("Kode\tRealisasi TW4\n9.9.9\t3\n9.9.8\t4", "Anggaran");
    seen.something = await paste("Kode\tRealisasi TW4\n1.1.1\t91", "Pengukuran");
    seen.state.push(await state());
    await download(page, "tempel.xlsx");
    seen.state.push(await state());
    await press(page, "hitung");
    seen.state.push(await state());
    // A file that the system does not hand out, and one that it hands out slowly.
    await page.evaluate(() => {
      const real = File.prototype.arrayBuffer;
      File.prototype.arrayBuffer = () => Promise.reject(new DOMException("locked", "NotReadableError"));
      window.slow = () => { File.prototype.arrayBuffer = async function () { await new Promise((done) => setTimeout(done, 1500)); return real.call(this); }; };
    });
    await page.setInputFiles("#berkas", book);
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("tidak dapat dibaca"));
    seen.locked = await said(page);
    await page.evaluate(() => window.slow());
    await page.setInputFiles("#berkas", book);
    seen.whileReading = await page.evaluate(() => document.querySelector("[data-alur=hitung]").disabled);
    await page.waitForFunction(() => document.getElementById("kabar").textContent === "Buka selesai.");
    seen.state.push(await state());
  },

  // Saving where the book came from, by a handle that the test gives for the dropped file; and leaving the tab.
  async inPlace() {
    const page = await opened();
    await ready(page);
    await page.evaluate(({ text, name }) => {
      const disk = window.disk = { time: 0, content: null, fault: "", open: 0 };
      const handle = {
        getFile: async () => ({ lastModified: disk.time }),
        createWritable: async () => {
          if (disk.fault) throw new DOMException("locked", disk.fault);
          let kept = null;
          disk.open++;
          return { write: async (data) => { kept = new Uint8Array(data); }, close: async () => { disk.content = kept; disk.time += 1; disk.open--; } };
        },
      };
      DataTransferItem.prototype.getAsFileSystemHandle = () => Promise.resolve(handle);
      const data = new DataTransfer();
      const file = new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name, { lastModified: 7 });
      disk.time = file.lastModified;
      data.items.add(file);
      document.getElementById("jatuh").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, { text: readFileSync(book).toString("base64"), name: basename(book) });
    await page.waitForFunction(() => document.getElementById("kabar").textContent === "Buka selesai.", null, { timeout: 60_000 });
    const asked = [];
    page.on("dialog", (one) => { asked.push(one.type()); one.dismiss(); });
    const leave = async () => {
      await page.close({ runBeforeUnload: true });
      await new Promise((done) => setTimeout(done, 500));
    };
    await press(page, "periksa");
    await leave();
    seen.asked = [...asked];
    const save = async () => {
      await page.evaluate(() => { document.getElementById("jawab").textContent = ""; });
      await page.click("#tempat");
      await page.waitForFunction(() => document.getElementById("jawab").textContent || document.getElementById("dialog").open);
    };
    const content = () => page.evaluate(async () => window.disk.content
      && [...new Uint8Array(await crypto.subtle.digest("SHA-256", window.disk.content))].map((one) => one.toString(16).padStart(2, "0")).join(""));
    await page.evaluate(() => { window.disk.fault = "NoModificationAllowedError"; });
    await save();
    seen.locked = [await said(page), await content(), await page.textContent("#sifat")];
    await page.evaluate(() => { Object.assign(window.disk, { fault: "", time: 99 }); });
    await save();
    seen.question = await page.textContent("#dialog-isi");
    await page.click("#dialog-tidak");
    seen.kept = await content();
    await save();
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent);
    seen.saved = [await said(page), await content(), await page.textContent("#sifat"), await page.evaluate(() => window.disk.open)];
    await press(page, "reviu");
    await save();
    seen.again = [await said(page), await content()];
    await leave();
    seen.left = [...asked.slice(seen.asked.length), page.isClosed()];
  },

  // A book of many rows: the page stays alive, and its results are those of the command line.
  async large() {
    const page = await opened();
    await ready(page);
    await open(page, book);
    seen.name = await page.textContent("#nama");
    for (const id of ["hitung", "periksa", "laporan"]) {
      const began = Date.now();
      await page.click(`[data-alur=${id}]`);
      await page.waitForFunction(() => document.getElementById("batal").hidden, null, { timeout: 500_000 });
      seen[id] = [(Date.now() - began) / 1000, await said(page)];
    }
    await download(page, "besar.xlsx");
    await page.click("#lihat");
    await page.waitForSelector("#kertas:not([hidden])", { timeout: 120_000 });
    seen.shown = await page.locator("#kertas tr").count();
  },

  // A copy is sent, and a returned one merged. FOLDER holds induk.xlsx and kembali.xlsx.
  async travel() {
    const page = await opened();
    await ready(page);
    await open(page, join(folder, "induk.xlsx"));
    await page.click("[data-alur=kirim]");
    await page.waitForSelector("dialog[open] [name=bidang0]");
    await axe(page, "send");
    await picture(page, "kirim", false);
    await page.check("[name=bidang0]");
    await page.check("[name=surel]");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("salinan dibuat"));
    seen.sent = await said(page);
    seen.files = [];
    for (const button of await page.locator("#jawab button").all()) {
      const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
      const name = file.suggestedFilename();
      await file.saveAs(join(folder, `kirim-${seen.files.length}${name.slice(name.lastIndexOf("."))}`));
      seen.files.push(file.suggestedFilename());
    }
    await page.setInputFiles("#berkas", [join(folder, "kirim-0.xlsx"), join(folder, "kirim-0.xlsx")]); // as it was sent
    await page.waitForSelector("dialog[open]");
    seen.unchanged = [await page.textContent("#dialog-isi"), await page.textContent("#dialog-ya")];
    await page.click("#dialog-ya");
    await page.click("#tutup");
    await page.click("#dialog-ya");
    await open(page, join(folder, "induk.xlsx"));
    await page.setInputFiles("#berkas", [join(folder, "kembali.xlsx"), join(folder, "lain.xlsx")]);
    await page.waitForSelector("dialog[open] select");
    seen.preview = await page.textContent("#dialog-isi");
    await axe(page, "merge");
    await picture(page, "gabung", false);
    await page.selectOption("dialog select", "lain.xlsx");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("digabungkan"));
    seen.merged = await said(page);
    await download(page, "gabungan.xlsx");
    // The state of the sendings, and a slim form.
    await page.click("[data-alur=status]");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("Berubah di buku induk"));
    seen.status = await said(page);
    await page.click("[data-alur=kirim]");
    await page.check("dialog[open] [name=bidang1]");
    await page.check("[name=ringkas]");
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("salinan dibuat"));
    const [slim] = await Promise.all([page.waitForEvent("download"), page.locator("#jawab button").first().click()]);
    await slim.saveAs(join(folder, "ringkas.xlsx"));
    // Many offices' books, none of which is open.
    await page.click("#tutup");
    await page.click("#dialog-ya");
    await page.click("[data-alur=rekap]");
    await page.setInputFiles("dialog[open] [name=buku]", [join(folder, "induk.xlsx"), join(folder, "kembali.xlsx")]);
    await page.fill("dialog[open] [name=harapan]", "Dinas Contoh\nDinas Lain");
    await axe(page, "recap");
    await picture(page, "rekap", false);
    await page.click("#dialog-ya");
    await page.waitForFunction(() => document.getElementById("jawab").textContent.includes("buku terbaca"));
    seen.recap = await said(page);
    for (const button of await page.locator("#jawab button").all()) {
      const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
      await file.saveAs(join(folder, file.suggestedFilename()));
    }
  },

  // The parent stops the server as soon as FOLDER/kept appears.
  async offline() {
    const page = await opened();
    await ready(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then((one) => new Promise((done) => {
      const worker = one.active;
      if (worker.state === "activated") done();
      else worker.onstatechange = () => { if (worker.state === "activated") done(); };
    })));
    await page.waitForFunction(() => document.documentElement.dataset.potret === "disimpan", null, { timeout: 60_000 });
    seen.coldMs = Number(await page.evaluate(() => document.documentElement.dataset.siap));
    seen.first = [...new Set(seen.requests)].length;
    mkdirSync(join(folder, "kept"));
    while (!existsSync(join(folder, "stopped"))) await new Promise((done) => setTimeout(done, 50));
    await page.close();
    seen.requests = [];
    const again = await opened();
    await ready(again);
    seen.ms = Number(await again.evaluate(() => document.documentElement.dataset.siap));
    await open(again, book);
    seen.said = await press(again, "laporan");
    await download(again, "luring.xlsx");
    seen.picture = await again.evaluate(() => document.documentElement.dataset.potret);
    await again.evaluate(async () => {
      const cache = await caches.open((await caches.keys()).find((name) => name.startsWith("lkjip-xl-")));
      await cache.put(new URL("potret", document.baseURI).href, new Response("rusak"));
    });
    const third = await opened();
    await ready(third);
    await open(third, book);
    seen.broken = { picture: (await third.evaluate(() => document.documentElement.dataset.potret)) || null, said: await press(third, "hitung"),
      left: await third.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map((one) => one.url)))).flat().filter((url) => url.endsWith("/potret"))) };
    seen.policy = await again.evaluate(() => fetch("https://lkjip.invalid/x").then(() => "", (error) => String(error)));
  },

  async off() {
    const page = await opened();
    await page.waitForFunction(() => document.getElementById("jawab").textContent);
    seen.said = await said(page);
    seen.drop = await page.isVisible("#awal");
  },

  async old() {
    const page = await opened();
    seen.said = await page.textContent("#lama");
    seen.shown = await page.isVisible("#lama");
  },
};

try {
  await scenarios[scenario]();
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}
