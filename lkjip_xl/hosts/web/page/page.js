"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const DATA = JSON.parse($("data").textContent);
  const BUTTONS = new Map(DATA.tombol.map((one) => [one.id, one]));
  const EXCEL = /\.(xlsx|xlsm|xls|xlsb|ods|xltx|xltm)$/i;
  const host = window.lkjipHost || null; // in Excel's task pane: the open book is source and sink (excel.js)
  const QUIET_MS = 60_000; // after so long without a word the page says that it still works, and how to stop

  // --- small pieces of the document ---------------------------------------------------------------------------------
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "data") Object.assign(element.dataset, value);
      else if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }
  // A region that scrolls by itself has a name and takes the keys.
  const scrolled = (content, name) => make("div", { className: "gulir", tabIndex: 0, role: "region", "aria-label": name }, content);
  const show = (element, shown = true) => { element.hidden = !shown; };
  const size = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;

  // The engine's advice is the command line's: a command is a button here, an option a choice in a dialog. What isi asks
  // is named for the page by the engine itself (flows.source_questions).
  const CHOICES = [
    [/--pecah\b/g, "pilihan Dua target dalam satu sel menjadi dua indikator"],
    [/dengan --terima\b/g, "dengan menekan Tulis"],
  ];
  function spoken(text) {
    const commands = String(text).replace(/'lkjip-xl ([a-z-]+)(?: BUKU)?([^']*)'/g, (whole, flow, rest) => {
      const button = BUTTONS.get(flow);
      if (!button || (rest.includes("--") && flow !== "buat")) return whole;
      return `tombol ${button.label}${rest.trim() && !rest.includes("--") ? ` (${rest.trim()})` : ""}`;
    });
    return CHOICES.reduce((sum, [option, words]) => sum.replace(option, words), commands);
  }

  function tell(text) { $("kabar").textContent = text; }
  function answer(text, kind = "beres") {
    const box = $("jawab");
    box.className = "kotak " + kind;
    box.textContent = text;
    show(box, Boolean(text));
  }

  // --- the engine ---------------------------------------------------------------------------------------------------
  class Engine {
    constructor() {
      this.number = 0;
      this.jobs = new Map();
      this.worker = null;
      this.ready = null;
      this.picture = true; // start from the kept picture of the memory, until it fails once
    }

    start() {
      this.alive = false;
      this.ready = new Promise((resolve, reject) => {
        this.fail = reject;
        this.open().then((worker) => {
          this.worker = worker;
          worker.onmessage = ({ data }) => this.heard(data, resolve, reject);
          worker.onerror = (event) => this.died(event.message || "mesin hitung berhenti");
          worker.postMessage({
            jenis: "mulai",
            dasar: document.baseURI,
            bagian: this.embedded(),
            arsip: DATA.arsip,
            kunci: DATA.kunci,
            potret: this.picture && DATA.luring
              ? { nama: `lkjip-xl-${DATA.bangunan}`, alamat: new URL("potret", document.baseURI).href } : null,
          });
        }).catch(reject);
      });
      this.ready.catch(() => {});
      return this.ready;
    }

    // The worker is a blob of the page in both forms, so that the page's policy (no connection out) holds in it too.
    async open() {
      let text;
      const inside = $("worker.js");
      if (inside) text = await unpackedText(inside.textContent);
      else {
        const response = await fetch("worker.js");
        if (!response.ok) throw new Error(`worker.js: ${response.status}`);
        text = await response.text();
      }
      const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      const worker = new Worker(address);
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      return worker;
    }

    embedded() {
      if (!$("worker.js")) return null;
      const parts = {};
      for (const element of document.querySelectorAll("script[type='application/octet-stream']")) {
        if (element.id !== "worker.js") parts[element.id] = element.textContent.trim();
      }
      return parts;
    }

    heard(message, resolve, reject) {
      if (message.jenis === "siap") {
        this.alive = true;
        resolve(message);
      }
      else if (message.jenis === "gagal_muat") {
        if (message.potret) {
          this.picture = false;
          this.stop();
          caches.open(`lkjip-xl-${DATA.bangunan}`).then((cache) => cache.delete(new URL("potret", document.baseURI).href)).catch(() => {});
          this.start().then(resolve, reject);
        } else reject(new Error(message.pesan));
      } else if (message.jenis === "potret") document.documentElement.dataset.potret = "disimpan";
      else if (message.jenis === "muat") progress(message.n, message.m);
      else if (message.jenis === "mati") this.died(message.pesan);
      else {
        const job = this.jobs.get(message.id);
        if (!job) return;
        job.last = Date.now();
        if (message.jenis === "kemajuan") job.told(message);
        else {
          this.jobs.delete(message.id);
          job.resolve(message);
        }
      }
    }

    died(why) {
      this.stop();
      if (!this.alive) {
        this.fail(new Error(why));
        return;
      }
      const text = "Mesin hitung berhenti di tengah jalan, biasanya karena memori tidak cukup. Buku Anda tidak diubah. " +
        `Tutup tab lain lalu ulangi; bila tetap begitu, kerjakan di komputer lain. (${why})`;
      this.answerAll({ ok: false, kode: "mati", pesan: text });
      begin();
    }

    cancel() {
      this.stop();
      this.answerAll({ ok: false, kode: "batal", pesan: "Dibatalkan. Buku tetap seperti semula." });
      begin();
    }

    stop() {
      if (this.worker) this.worker.terminate();
      this.worker = null;
    }

    answerAll(message) {
      for (const job of this.jobs.values()) job.resolve(message);
      this.jobs.clear();
    }

    async run(flow, { nama = "", isi = null, jawaban = {}, berkas = [] } = {}, told = () => {}) {
      const id = ++this.number;
      const result = new Promise((resolve) => this.jobs.set(id, { resolve, told, last: Date.now() }));
      try {
        await Promise.race([this.ready, result]);
      } catch (error) {
        this.jobs.delete(id);
        return { ok: false, kode: "mesin", pesan: `Mesin hitung tidak dapat disiapkan: ${error.message}` };
      }
      const copies = berkas.map((one) => ({ nama: one.nama, isi: one.isi.slice(0) }));
      const book = isi && isi.slice(0); // a transferred buffer is empty afterwards; the page keeps its own
      const moved = [...(book ? [book] : []), ...copies.map((one) => one.isi)];
      if (this.jobs.has(id)) this.worker.postMessage({ id, alur: flow, nama, isi: book, jawaban, berkas: copies }, moved);
      return result;
    }

    silence() {
      let longest = 0;
      for (const job of this.jobs.values()) longest = Math.max(longest, Date.now() - job.last);
      return longest;
    }
  }

  async function unpackedText(base64) {
    const bytes = Uint8Array.from(atob(base64.trim()), (c) => c.charCodeAt(0));
    const stream = new DecompressionStream("gzip"); // not by a blob: see worker.js
    const writer = stream.writable.getWriter();
    writer.write(bytes).catch(() => {});
    writer.close().catch(() => {});
    return new Response(stream.readable).text();
  }

  const engine = new Engine();

  function progress(n, m) {
    const bar = $("maju");
    show(bar);
    bar.max = m || 1;
    bar.value = n;
  }

  let busy = "";
  let pressed = null; // what had the focus when the work began; a button that is switched off loses it
  function working(text) {
    if (text && !busy) pressed = document.activeElement;
    busy = text;
    show($("maju"), Boolean(text));
    show($("batal"), Boolean(text));
    for (const button of document.querySelectorAll("#tombol button, #tanpa-buku button, #lihat, #asal, #cetak, #cetak-semua")) {
      button.disabled = Boolean(text);
    }
    if (text) {
      $("maju").removeAttribute("value");
      tell(text);
    } else if (pressed && pressed.isConnected && [document.body, $("batal"), null].includes(document.activeElement)) {
      pressed.focus({ preventScroll: true });
    }
  }
  setInterval(() => {
    if (busy && engine.silence() > QUIET_MS) tell(`${busy} Masih bekerja; buku besar dapat memakan beberapa menit. Batalkan bila perlu.`);
  }, 5_000);

  function begin() {
    show($("ulangi"), false);
    show($("keadaan"));
    tell("Menyiapkan mesin hitung ...");
    return engine.start().then((message) => {
      show($("maju"), false);
      if (!busy) tell(`Siap. (${(message.ms / 1000).toFixed(1).replace(".", ",")} detik)`);
      if (message.potret) document.documentElement.dataset.potret = "dipakai";
      document.documentElement.dataset.tahap = JSON.stringify([["halaman", Math.round(performance.now())], ...message.tahap]);
      document.documentElement.dataset.siap = String(message.ms);
    }, (error) => {
      show($("maju"), false);
      tell("Mesin hitung tidak dapat disiapkan.");
      answer(`Mesin hitung tidak dapat disiapkan: ${error.message}. Muat ulang halaman ini; bila tetap begitu, mintalah ` +
        "berkas lkjip.html yang utuh, atau alamat halaman ini, kepada petugas TI.", "salah");
      show($("ulangi"));
    });
  }

  // One job at a time, with its name, progress and way out.
  async function job(label, flow, request) {
    if (busy) return null;
    const text = `${label} sedang dikerjakan ...`;
    working(text);
    const told = (n, m, teks) => {
      progress(n, m);
      if (teks) tell(`${label}: ${teks} (${n} dari ${m})`);
    };
    const result = host ? await hostJob(flow, request, told) : await engine.run(flow, request, ({ n, m, teks }) => told(n, m, teks));
    if (result.pesan) result.pesan = spoken(result.pesan);
    working("");
    tell(result.ok ? `${label} selesai.` : `${label} tidak dikerjakan.`);
    return result;
  }

  // The same in Excel: a copy of the open book in, and what the engine made of it back into the book.
  async function hostJob(flow, request, told) {
    let asked = request;
    if (request && "nama" in request) {
      const taken = await host.take(tell);
      if (!taken.isi) return taken;
      asked = { ...request, nama: taken.nama, isi: taken.isi, jawaban: { ...request.jawaban, buku: taken.fakta } };
      if (book) book.nama = taken.nama;
    }
    const result = await engine.run(flow, asked, ({ n, m, teks }) => told(n, m, teks));
    if (!result.ok || !result.isi) return result;
    show($("batal"), false); // from here on it is all or nothing
    const made = { ...result, isi: null, kembali: true };
    if (!result.langkah) return opened(made, result.isi);
    const done = await host.carryOut({ langkah: result.langkah, sumber: result.sumber, tanda: result.tanda }, told);
    if (done.ok) {
      if (done.tertinggal.length) made.pesan += `\nLembar lama ${done.tertinggal.join(", ")} tidak dapat dihapus Excel; hapuslah dengan tangan.`;
      return made;
    }
    if (done.sebagian) {
      return { ...done, pesan: `${done.pesan}\nBuku yang terbuka sudah sebagian berubah: tutup tanpa menyimpan, lalu buka lagi.` };
    }
    if (["tanpa_sisip", "excel"].includes(done.kode) && result.sumber) {
      made.pesan = `${done.pesan} Buku ini tetap seperti semula.\n${made.pesan}`;
      return opened(made, result.isi);
    }
    return { ...done, pesan: `${done.pesan}\nBuku tetap seperti semula.` };
  }

  async function opened(made, isi) {
    const done = await host.openNew(isi);
    if (done.ok) return { ...made, pesan: `${made.pesan}\nHasilnya dibuka sebagai buku baru: simpan dengan nama yang Anda pilih.` };
    return { ...done, pesan: `${done.pesan} Simpan bukunya, lalu kerjakan di halaman browser.` };
  }

  // --- the open book ------------------------------------------------------------------------------------------------
  let book = null; // {nama, isi, handle, waktu, berubah}
  let facts = { angka: [], temuan: [], diperiksa: "" };
  let drawn = null; // the preview of the reports

  // In Excel: the book that is open there, as it is on the screen.
  async function readOpenBook() {
    book = book || { nama: "", isi: null, handle: null, waktu: 0, berubah: false };
    const result = await job("Baca buku", "buka", { nama: "", isi: null });
    if (!result) return false;
    show($("tanpa-buku"), !result.ok);
    if (!result.ok) {
      book = null;
      show($("buku"), false);
      refused(result, "Baca buku");
      return false;
    }
    answer("");
    accept(result, "");
    return true;
  }

  // The bytes of files, or null when one cannot be read: it was moved since it was chosen, or is locked or in a cloud only.
  async function contents(files) {
    const read = [];
    for (const one of files) {
      try {
        read.push({ nama: one.webkitRelativePath || one.name, isi: await one.arrayBuffer() });
      } catch (error) {
        answer(`Berkas ${one.name} tidak dapat dibaca (${error.message}). Tutup program yang sedang memakainya, unduh dulu bila ` +
          "masih di awan, lalu pilih lagi.", "salah");
        return null;
      }
    }
    return read;
  }

  async function openFile(file, handle = null) {
    working(`Membaca ${file.name} ...`); // a button pressed meanwhile would take the place of the file
    const read = await contents([file]);
    working("");
    if (!read) {
      tell("Buka tidak dikerjakan.");
      return;
    }
    const [{ isi }] = read;
    const result = await job("Buka", "buka", { nama: file.name, isi });
    if (!result) return;
    if (!result.ok) {
      refused(result, "Buka");
      return;
    }
    book = { nama: file.name, isi, handle, waktu: file.lastModified, berubah: false, disimpan: false };
    answer("");
    accept(result, "");
    $("nama").focus();
  }

  function accept(result, label) {
    facts = { angka: result.angka, temuan: result.temuan, diperiksa: result.diperiksa || "" };
    drawn = null;
    clearPreview();
    drawBook();
    if (label) answer(`${label}: ${result.pesan}`);
  }

  function refused(result, label) {
    let text = result.pesan;
    if (result.kode === "bukan_buku_lkjip") {
      text += " Buka buku LKjIP Anda, atau tekan Buku Baru untuk membuatnya.";
    }
    answer(text, "salah");
    if (result.rinci) {
      $("jawab").append(make("details", {}, make("summary", { textContent: "Rincian untuk yang memelihara lkjip-xl" }),
        make("pre", { textContent: `lkjip-xl ${DATA.versi}, ${label}\n${result.rinci}` })));
    }
  }

  // A flow on the open book whose result takes its place.
  async function flow(id, answers = {}, files = []) {
    const label = BUTTONS.get(id).label;
    let result = await job(label, id, { nama: book.nama, isi: book.isi, jawaban: answers, berkas: files });
    if (!result) return null;
    if (!result.ok && result.kode === "laporan_diubah") {
      const question = result.pesan.split("\n")[0] + "\n\nTulis ulang lembar itu? Ketikan di dalamnya akan hilang.";
      if (!(await ask(label, question, "Tulis ulang"))) {
        answer("Laporan tidak ditulis; lembar itu tetap seperti semula.");
        return null;
      }
      result = await job(label, id, { nama: book.nama, isi: book.isi, jawaban: { ...answers, timpa: true }, berkas: files });
      if (!result) return null;
    }
    if (!result.ok) {
      refused(result, label);
      return null;
    }
    if (result.isi) {
      book.berubah = book.berubah || !same(book.isi, result.isi);
      book.isi = result.isi;
    }
    accept(result, label);
    if (result.berkas.length && !result.isi && !result.kembali) {
      for (const one of result.berkas) give(one.nama, one.isi, typeOf(one.nama));
    } else if (result.berkas.length) {
      offer(result.berkas);
    }
    return result;
  }

  function offer(files) {
    const opens = (one) => host && EXCEL.test(one.nama); // panes do not download everywhere
    $("jawab").append(make("div", { className: "baris" }, ...files.map((one) => make("button", {
      type: "button", textContent: `${opens(one) ? "Buka" : "Unduh"} ${one.nama}`,
      onclick: () => opens(one) ? host.openNew(one.isi) : give(one.nama, one.isi, typeOf(one.nama)),
    }))));
  }

  function same(a, b) {
    if (a.byteLength !== b.byteLength) return false;
    const [x, y] = [new Uint8Array(a), new Uint8Array(b)];
    return x.every((value, i) => value === y[i]);
  }

  function drawBook() {
    show($("buku"));
    if (host) {
      $("nama").textContent = book.nama;
      $("sifat").textContent = "Buku yang terbuka di Excel.";
      drawFigures();
      drawFindings();
      return;
    }
    show($("tanpa-buku"), false);
    $("jatuh-judul").textContent = "Pilih buku lain, atau jatuhkan di sini";
    $("nama").textContent = book.nama;
    $("sifat").textContent = `${size(book.isi.byteLength)}. ` + (book.berubah
      ? "Hasilnya belum disimpan: unduh, atau simpan di tempatnya."
      : book.disimpan ? "Hasil terakhir sudah disimpan." : "Sama dengan berkas Anda.");
    show($("tempat"), Boolean(book.handle) || "showSaveFilePicker" in window);
    $("unduh").className = book.berubah ? "utama" : "";
    drawFigures();
    drawFindings();
  }

  function drawFigures() {
    const entry = (one) => make("div", {}, make("dt", { textContent: one.nama }),
      make("dd", {}, make("button", { type: "button", className: "tautan angka", textContent: one.nilai, title: "Asal angka ini",
        "aria-label": `${one.nilai}, asal angka`, onclick: () => figureOrigin(one.nama) }), make("small", { textContent: one.catatan })));
    $("angka").replaceChildren(...facts.angka.filter((one) => one.utama).map(entry));
    const others = facts.angka.filter((one) => !one.utama);
    $("angka-sisa").replaceChildren(...others.map(entry));
    show($("angka-lain"), others.length > 0);
  }

  // From a figure to what it was made of, in the same words as a cell's.
  async function figureOrigin(name) {
    const result = await job("Asal Angka", "asal", { nama: book.nama, isi: book.isi, jawaban: { sel: name } });
    if (!result) return;
    if (!result.ok) {
      refused(result, "Asal Angka");
      return;
    }
    await dialog(name, [make("pre", { className: "kotak", textContent: result.pesan, tabIndex: 0 })], "Tutup", null);
  }

  let shownWeight = "";
  function drawFindings() {
    const counts = new Map();
    for (const one of facts.temuan) counts.set(one.berat, (counts.get(one.berat) || 0) + 1);
    $("temuan-kata").textContent = facts.temuan.length
      ? `${facts.temuan.length} temuan${facts.diperiksa ? "; semuanya juga ada di lembar Temuan buku ini" : " pada bentuk isian; tekan Periksa untuk pemeriksaan lengkap"}.`
      : facts.diperiksa || "Bentuk isiannya beres. Tekan Periksa untuk pemeriksaan lengkap.";
    if (!counts.has(shownWeight)) shownWeight = "";
    const filter = (weight, text) => make("button", {
      type: "button", textContent: text, "aria-pressed": String(weight === shownWeight),
      onclick: () => { shownWeight = weight; drawFindings(); $("temuan-saring").querySelector("[aria-pressed=true]").focus(); },
    });
    $("temuan-saring").replaceChildren(...(counts.size > 1
      ? [filter("", `Semua (${facts.temuan.length})`), ...[...counts].map(([weight, n]) => filter(weight, `${weight} (${n})`))]
      : []));
    const rows = facts.temuan.filter((one) => !shownWeight || one.berat === shownWeight).map((one) => {
      const place = [one.lembar, one.sel].filter(Boolean).join(" ");
      const cell = host && one.sel
        ? make("button", { type: "button", className: "tautan", textContent: place, title: "Buka selnya di Excel", onclick: () => showCell(one) })
        : one.tabel && one.baris
        ? make("button", { type: "button", className: "tautan", textContent: place, title: "Lihat barisnya", onclick: () => showRow(one) })
        : document.createTextNode(place);
      // On a narrow page the cells stand beneath each other; they stay a table by their roles.
      return make("tr", { role: "row" }, make("td", { role: "cell", className: "berat-" + one.berat, textContent: one.berat }),
        make("td", { role: "cell" }, cell), make("td", { role: "cell", textContent: one.uraian }),
        make("td", { role: "cell", textContent: one.perbaikan || "" }));
    });
    $("temuan").tBodies[0].replaceChildren(...rows);
    show($("temuan-gulir"), rows.length > 0);
  }

  async function showCell(finding) {
    const done = await host.goTo(finding.lembar, finding.sel);
    if (!done.ok) answer(done.pesan, "salah");
  }

  async function showRow(finding) {
    const result = await job("Lihat baris", "baris", {
      nama: book.nama, isi: book.isi, jawaban: { tabel: finding.tabel, baris: finding.baris, kolom: finding.kolom },
    });
    if (!result) return;
    if (!result.ok) {
      refused(result, "Lihat baris");
      return;
    }
    const table = make("table", { className: "daftar" }, make("thead", {}, make("tr", {},
      make("th", { scope: "col", textContent: "Kolom" }), make("th", { scope: "col", textContent: "Isi" }))));
    const body = table.createTBody();
    for (const one of result.baris) {
      body.append(make("tr", {}, make("th", { scope: "row", textContent: one.ini ? `▶ ${one.kolom} (sel ini)` : one.kolom }),
        make("td", { textContent: one.nilai })));
    }
    const text = make("p", { textContent: `${finding.uraian} ${finding.perbaikan || ""}` });
    await dialog(`${finding.lembar} ${finding.sel || ""}`, [text, scrolled(table, "Isi barisnya")], "Tutup", null);
  }

  // --- the preview of the reports -----------------------------------------------------------------------------------
  const reportStyles = new CSSStyleSheet();
  const printStyles = new CSSStyleSheet();
  document.adoptedStyleSheets = [reportStyles, printStyles];
  const PAPER = { F4: [215.9, 330.2], A4: [210, 297] }; // millimetres
  const [SIDE, TOP] = [12.7, 15.24]; // margins that the report sheets have in Excel

  function clearPreview() {
    show($("kertas"), false);
    show($("pilihan"), false);
    show($("tanya-asal"), false);
    show($("asal-jawab"), false);
    show($("lihat"));
    $("kertas").replaceChildren();
  }

  async function preview() {
    const result = await job("Pratinjau", "tampil", { nama: book.nama, isi: book.isi });
    if (!result) return;
    if (!result.ok) {
      refused(result, "Pratinjau");
      return;
    }
    if (!result.lembar.length) {
      answer("Buku ini belum berisi data untuk laporan mana pun.");
      return;
    }
    drawn = result;
    setStyles(result.gaya, "g");
    $("lembar").replaceChildren(...result.lembar.map((one, i) => make("option", {
      value: String(i), textContent: `${one.nama}: ${one.judul}${result.ada.includes(one.id) ? "" : " (belum ditulis di buku)"}`,
    })));
    show($("lihat"), false);
    show($("pilihan"));
    show($("tanya-asal"));
    show($("kertas"));
    drawSheet();
    $("lembar").focus();
  }

  const usedStyles = { g: [], p: [] };
  function setStyles(styles, prefix) {
    usedStyles[prefix] = styles;
    reportStyles.replaceSync(Object.entries(usedStyles).flatMap(([p, list]) => list.map((text, i) => `.${p}${i}{${text}}`)).join("\n"));
  }

  function drawSheet() {
    show($("asal-jawab"), false);
    $("kertas").replaceChildren(sheetElement(drawn.lembar[Number($("lembar").value)], "g", true));
    $("kertas").scrollTo(0, 0);
  }

  // A sheet as tables: what stands above the repeated rows, then the table with them as its head.
  function sheetElement(sheet, prefix, asked) {
    const holder = make("div", { className: "lembar" });
    const starts = new Set(sheet.putus);
    const [first, last] = sheet.ulang || [-1, -1];
    const parts = first > 0 ? [[0, first], [first, sheet.baris.length]] : [[0, sheet.baris.length]];
    const width = sheet.lebar.reduce((sum, one) => sum + one, 0);
    for (const [from, to] of parts) {
      const table = document.createElement("table");
      table.style.width = `${width}px`;
      if (first >= 0 && from === Math.max(first, 0)) table.append(make("caption", { textContent: sheet.judul }));
      else table.setAttribute("role", "presentation");
      const columns = document.createElement("colgroup");
      for (const one of sheet.lebar) {
        const column = document.createElement("col");
        column.style.width = `${one}px`;
        columns.append(column);
      }
      table.append(columns);
      const body = document.createElement("tbody");
      const head = document.createElement("thead");
      for (let r = from; r < to; r++) {
        const isHead = first >= 0 && r >= first && r <= last;
        const [height, cells] = sheet.baris[r];
        const note = prefix === "p" && cells.filter(Boolean).length === 1; // a remark on the source, none of its rows
        const row = document.createElement("tr");
        if (height) row.style.height = `${height}pt`;
        if (starts.has(r)) row.className = "putus";
        cells.forEach((cell, c) => {
          if (cell === 0) return;
          const element = document.createElement(isHead && cell && cell[0] ? "th" : "td");
          if (cell) {
            const [text, style, colSpan, rowSpan, explained] = cell;
            element.textContent = note ? spoken(text) : text;
            element.className = `${prefix}${style}${explained && asked ? " asal" : ""}`;
            if (colSpan > 1) element.colSpan = colSpan;
            if (rowSpan > 1) element.rowSpan = Math.min(rowSpan, to - r);
            if (isHead && text) element.scope = "col";
          }
          if (asked) element.dataset.sel = `${letters(c)}${r + 1}`;
          row.append(element);
        });
        (isHead ? head : body).append(row);
      }
      if (head.rows.length) table.append(head);
      table.append(body);
      holder.append(table);
    }
    return holder;
  }

  function letters(column) {
    let text = "";
    for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) text = String.fromCharCode(65 + ((n - 1) % 26)) + text;
    return text;
  }

  function chooseCell(element) {
    for (const old of $("kertas").querySelectorAll(".dipilih")) old.classList.remove("dipilih");
    element.classList.add("dipilih");
    $("sel").value = element.dataset.sel;
  }

  async function origin() {
    const address = $("sel").value.trim().toUpperCase();
    if (!/^[A-Z]{1,3}[1-9][0-9]*$/.test(address)) {
      answer("Tulis alamat selnya, misalnya F9, atau klik selnya pada pratinjau.", "salah");
      return;
    }
    const sheet = drawn.lembar[Number($("lembar").value)].nama;
    const result = await job("Asal Angka", "asal", { nama: book.nama, isi: book.isi, jawaban: { sel: `${sheet}!${address}` } });
    if (!result) return;
    if (!result.ok) {
      refused(result, "Asal Angka");
      return;
    }
    $("asal-jawab").textContent = result.pesan;
    show($("asal-jawab"));
    $("asal-jawab").focus();
  }

  // Each sheet prints on its own paper; a sheet that is wider than the paper is made smaller, as Excel does.
  function print(sheets) {
    const rules = [];
    const pages = sheets.map((sheet, i) => {
      const [short, long] = PAPER[sheet.kertas] || PAPER.F4;
      const [w, h] = sheet.mendatar ? [long, short] : [short, long];
      const room = ((w - 2 * SIDE) / 25.4) * 96;
      const width = sheet.lebar.reduce((sum, one) => sum + one, 0);
      rules.push(`@page k${i}{size:${w}mm ${h}mm;margin:${TOP}mm ${SIDE}mm}`, `.k${i}{page:k${i};break-before:${i ? "page" : "auto"}}`,
        `@media print{.k${i} table{zoom:${Math.min(1, room / width).toFixed(4)}}}`);
      const element = sheetElement(sheet, "g", false);
      element.classList.add(`k${i}`);
      return element;
    });
    printStyles.replaceSync(rules.join("\n"));
    $("cetakan").replaceChildren(...pages);
    document.body.classList.add("mencetak");
    window.print();
  }
  window.addEventListener("afterprint", () => {
    document.body.classList.remove("mencetak");
    $("cetakan").replaceChildren();
  });

  // --- getting the book out -----------------------------------------------------------------------------------------
  const BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  const typeOf = (name) => name.endsWith(".eml") ? "message/rfc822" : name.endsWith(".docx")
    ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document" : name.endsWith(".csv") ? "text/csv" : BOOK_TYPE;

  function give(nama, isi, type = BOOK_TYPE) {
    const address = URL.createObjectURL(new Blob([isi], { type }));
    const link = make("a", { href: address, download: nama });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  function download() {
    give(book.nama, book.isi);
    saved(`${book.nama} diunduh. Berkas semula tidak diubah.`);
  }

  async function saveInPlace() {
    try {
      if (book.handle) {
        const now = await book.handle.getFile();
        if (now.lastModified !== book.waktu && !(await ask("Simpan di tempatnya",
          `${book.nama} berubah di cakram sejak dibuka di sini. Ganti dengan hasil halaman ini?`, "Ganti"))) return;
      } else {
        book.handle = await window.showSaveFilePicker({ suggestedName: book.nama });
      }
      const stream = await book.handle.createWritable();
      await stream.write(book.isi);
      await stream.close();
      book.waktu = (await book.handle.getFile()).lastModified;
      saved(`${book.nama} disimpan di tempatnya.`);
    } catch (error) {
      if (error.name !== "AbortError") {
        answer(`${book.nama} tidak dapat disimpan di tempatnya (${error.message}). Tutup berkasnya bila sedang terbuka di Excel, atau unduh saja.`, "salah");
      }
    }
  }

  function saved(text) {
    book.berubah = false;
    book.disimpan = true;
    drawBook();
    tell("Siap.");
    answer(text);
  }

  window.addEventListener("beforeunload", (event) => { if (book && book.berubah) event.preventDefault(); });

  // --- dialogs ------------------------------------------------------------------------------------------------------
  // Shows a dialog; `check` turns its form into an answer or throws an Error whose message is shown. null: cancelled.
  function dialog(title, contents, yes, check) {
    const box = $("dialog");
    const [form, no, wrong] = [$("dialog-form"), $("dialog-tidak"), $("dialog-salah")];
    $("dialog-judul").textContent = title;
    $("dialog-isi").replaceChildren(...contents);
    $("dialog-ya").textContent = yes;
    show(no, Boolean(check));
    show(wrong, false);
    return new Promise((resolve) => {
      let result = null;
      form.onsubmit = (event) => {
        if (!check) return;
        try {
          result = check(form);
        } catch (error) {
          event.preventDefault();
          wrong.textContent = error.message;
          show(wrong);
        }
      };
      no.onclick = () => box.close();
      box.onclose = () => resolve(result);
      box.showModal();
    });
  }

  function ask(title, question, yes) {
    return dialog(title, [make("p", { className: "tanya", textContent: question })], yes, () => true).then(Boolean);
  }

  function field(label, properties, note = "") {
    const input = make(properties.tag || "input", { ...properties, tag: undefined });
    return make("label", {}, label, input, ...(note ? [make("span", { className: "kecil", textContent: note })] : []));
  }

  function choice(label, name, options) {
    return make("label", {}, label, make("select", { name }, ...options.map(([value, text]) => make("option", { value, textContent: text }))));
  }

  function tick(label, name, note = "") {
    return make("label", { className: "centang" }, make("input", { type: "checkbox", name }),
      make("span", {}, label, ...(note ? [make("span", { className: "kecil", textContent: " " + note })] : [])));
  }

  async function newBook() {
    const year = new Date().getFullYear();
    const answers = await dialog(BUTTONS.get("buat").label, [
      field("Nama instansi", { name: "instansi", required: true, autocomplete: "organization" }),
      field("Tahun laporan", { name: "tahun", inputMode: "numeric", required: true, value: String(year), pattern: "[0-9]{4}" }),
      field("Periode Renstra", { name: "renstra", required: true, value: "2025-2029", pattern: "\\s*[0-9]{4}\\s*[\\-–]\\s*[0-9]{4}\\s*" }, "Misalnya 2025-2029"),
    ], "Buat buku", (form) => Object.fromEntries(new FormData(form)));
    if (answers) await made("buat", BUTTONS.get("buat").label, answers);
  }

  // Next year's book takes the place of this one on the page; the file of this year stays as it is.
  async function nextYear() {
    const label = BUTTONS.get("lanjut").label;
    const answers = await dialog(label, [
      make("p", { textContent: "Renstra dan setelan dibawa, hasil tahun ini masuk Riwayat, uang dan realisasi dikosongkan. Buku tahun ini tetap seperti semula." }),
      field("Periode Renstra baru (kosongkan bila masih periode yang sama)", { name: "renstra", pattern: "\\s*[0-9]{4}\\s*[\\-–]\\s*[0-9]{4}\\s*" }, "Misalnya 2030-2034"),
      tick("Tinggalkan lembar buatan sendiri", "tanpa_lembar_sendiri"),
    ], "Buat buku", (form) => {
      const data = new FormData(form);
      return { renstra: data.get("renstra"), tanpa_lembar_sendiri: data.has("tanpa_lembar_sendiri") };
    });
    if (answers) await made("lanjut", label, answers, { nama: book.nama, isi: book.isi });
  }

  async function made(flow, label, answers = {}, source = {}) {
    if (book && book.berubah && !(await ask(label, `Hasil ${book.nama} belum disimpan dan akan hilang. Lanjutkan?`, "Lanjutkan"))) return;
    const result = await job(label, flow, { ...source, jawaban: answers });
    if (!result) return;
    if (!result.ok) {
      refused(result, label);
      return;
    }
    if (host) {
      answer(`${label}: ${result.pesan}`);
      return;
    }
    book = { nama: result.nama, isi: result.isi, handle: null, waktu: 0, berubah: true };
    accept(result, label);
    $("nama").focus();
  }

  async function addModules() {
    const label = BUTTONS.get("tambah").label;
    const result = await job(label, "modul", { nama: book.nama, isi: book.isi });
    if (!result) return;
    if (!result.ok) {
      refused(result, label);
      return;
    }
    const missing = result.modul.filter((one) => !one.ada);
    if (!missing.length) {
      answer("Semua modul sudah ada di buku ini.");
      return;
    }
    const names = await dialog(label, [make("fieldset", {}, make("legend", { textContent: "Lembar yang ditambahkan" }),
      ...missing.map((one) => tick(`${one.judul} (lembar ${one.lembar.join(", ")}).`, one.modul, one.keterangan)))],
    "Tambahkan", (form) => {
      const chosen = [...new FormData(form).keys()];
      if (!chosen.length) throw new Error("Pilih paling sedikit satu.");
      return chosen;
    });
    if (names) await flow("tambah", { modul: names });
  }

  async function fill(given = []) {
    const label = BUTTONS.get("isi").label;
    const inputs = make("input", { type: "file", name: "berkas", multiple: true, accept: ".csv,.tsv,.txt,.xlsx,.xlsm,.xls" });
    const chosen = given.length ? [make("p", { textContent: `Sumber: ${given.map((one) => one.name).join(", ")}` })]
      : [make("label", {}, "Berkas (CSV bernama tabel, atau ekspor aplikasi lain)", inputs),
        field("Atau tempelkan tabelnya, beserta baris judulnya", { tag: "textarea", name: "teks", rows: 5, spellcheck: false })];
    const answers = await dialog(label, [...chosen,
      make("details", {}, make("summary", { textContent: "Bila perlu dijelaskan" }),
        ...DATA.pertanyaan.map((one) => one.jawaban.length
          ? choice(one.label, one.id, [["", "menurut sumbernya"], ...one.jawaban])
          : field(one.label, { name: one.id }, one.cara))),
      tick("Dua target dalam satu sel menjadi dua indikator", "pecah", "Berkode .a dan .b; tanpa ini selnya menjadi temuan."),
      tick("Hapus baris yang tidak ada di sumbernya", "ganti", "Yang kosong di sumbernya ikut dikosongkan. Tanpa ini tidak ada yang dihapus atau dikosongkan."),
    ], "Lihat dulu", (form) => {
      const data = new FormData(form);
      const files = given.length ? given : [...inputs.files];
      const text = String(data.get("teks") || "");
      if (!files.length && !text.trim()) throw new Error("Pilih berkasnya, atau tempelkan tabelnya.");
      const said = Object.fromEntries(DATA.pertanyaan.map((one) => [one.id, data.get(one.id)]));
      return { files, answers: { ...said, teks: text, pecah: data.has("pecah"), ganti: data.has("ganti") } };
    });
    if (!answers) return;
    const files = await contents(answers.files);
    if (!files) return;
    const shown = await job(label, "pratinjau_isi", { nama: book.nama, isi: book.isi, jawaban: answers.answers, berkas: files });
    if (!shown) return;
    if (!shown.ok) {
      refused(shown, label);
      return;
    }
    setStyles(shown.gaya, "p");
    const doubt = shown.perlu_persetujuan ? "Ada yang ragu atau jumlahnya tidak cocok. Tulis juga apa adanya?" : "Tulis ke buku?";
    const table = shown.lembar[0].baris.length > 2 ? [scrolled(sheetElement(shown.lembar[0], "p", false), "Yang akan ditulis")] : [];
    const told = [make("p", { className: "tanya", textContent: shown.pesan }), ...table];
    const agreed = shown.ada
      ? await dialog(label, [...told, make("p", { textContent: doubt })], "Tulis", () => true)
      : await dialog(label, [...told, make("p", { textContent: "Tidak ada yang akan ditulis dari sumber ini. " +
        "Bila dimaksud untuk lembar lain, buka Bila perlu dijelaskan dan pilih Lembar tujuannya." })], "Tutup", null);
    if (!agreed) {
      answer("Tidak ada yang ditulis.");
      return;
    }
    await flow("isi", { ...answers.answers, terima: true }, files);
  }

  async function send() {
    const label = BUTTONS.get("kirim").label;
    const result = await job(label, "bidang", { nama: book.nama, isi: book.isi });
    if (!result) return;
    if (!result.ok) {
      refused(result, label);
      return;
    }
    const answers = await dialog(label, [
      make("p", { textContent: "Salinan dibuat di sini untuk Anda kirim sendiri: tanpa makro, terkunci selain sel isiannya. Tidak ada yang terkirim dari halaman ini." }),
      ...(result.bidang.length ? [make("fieldset", {}, make("legend", { textContent: "Bidang (tanpa pilihan: seluruh buku)" }),
        ...result.bidang.map((name, i) => tick(name, `bidang${i}`)))] : []),
      ...(result.unit.length ? [make("fieldset", {}, make("legend", { textContent: "Unit" }),
        ...result.unit.map((name, i) => tick(name, `unit${i}`)))] : []),
      choice("Triwulan yang diminta", "triwulan", [["", "semua"], ["1", "I"], ["2", "II"], ["3", "III"], ["4", "IV"]]),
      field("Tenggat (boleh kosong)", { type: "date", name: "tenggat" }),
      ...(result.bidang.length + result.unit.length ? [tick("Bentuk ringkas", "ringkas", "Hanya baris bidangnya dan kolom yang diisi; tidak untuk seluruh buku.")] : []),
      field("Alamat surel (boleh kosong)", { name: "alamat" }, "Satu alamat, atau BIDANG=ALAMAT dipisah titik koma."),
      tick("Sertakan nama dan NIP pejabat", "orang"),
      tick("Buat juga rancangan surelnya (.eml)", "surel"),
    ], "Buat salinan", (form) => {
      const data = new FormData(form);
      return { bidang: result.bidang.filter((_, i) => data.has(`bidang${i}`)), triwulan: data.get("triwulan"),
        unit: result.unit.filter((_, i) => data.has(`unit${i}`)), orang: data.has("orang"),
        tenggat: data.get("tenggat"), surel: data.has("surel"), ringkas: data.has("ringkas"), alamat: data.get("alamat") };
    });
    if (answers) await flow("kirim", answers);
  }

  async function merge(given = []) {
    const label = BUTTONS.get("gabung").label;
    let chosen = given;
    if (!chosen.length) {
      const inputs = make("input", { type: "file", name: "kembali", multiple: true, accept: ".xlsx,.xlsm,.eml,.msg" });
      chosen = await dialog(label, [make("label", {}, "Buku-buku yang kembali (atau surelnya, .eml dan .msg)", inputs)],
        "Lihat dulu", () => {
          if (!inputs.files.length) throw new Error("Pilih paling sedikit satu.");
          return [...inputs.files];
        });
      if (!chosen) return;
    }
    const files = await contents(chosen);
    if (!files) return;
    const shown = await job(label, "pratinjau_gabung", { nama: book.nama, isi: book.isi, berkas: files });
    if (!shown) return;
    if (!shown.ok) {
      refused(shown, label);
      return;
    }
    const conflicts = shown.gabungan.sel.filter((one) => one.keadaan === "bentrok");
    const nothing = ["tidak berubah", "sudah digabung", "ditolak"]; // of such a book nothing is written
    const text = (value) => value === null || value === "" ? "kosong" : String(value);
    const questions = conflicts.map((one) => choice(`${one.tabel} ${one.baris}, ${one.kolom}`, one.kode, [
      ["", `biarkan dulu (di induk: ${text(one.induk)})`], ["induk", `tetap seperti di induk: ${text(one.induk)}`],
      ...one.kembali.map((other) => [other.berkas, `${text(other.nilai)} dari ${other.berkas}`])]));
    if (shown.gabungan.buku.every((one) => nothing.includes(one.keadaan))) {
      await dialog(label, [make("p", { className: "tanya", textContent: shown.pesan }),
        make("p", { textContent: "Tidak ada yang akan ditulis dari buku-buku itu." })], "Tutup", null);
      answer("Tidak ada yang ditulis.");
      return;
    }
    const choices = await dialog(label, [make("p", { className: "tanya", textContent: shown.pesan }),
      ...(questions.length ? [make("fieldset", {}, make("legend", { textContent: "Yang bentrok" }), ...questions)] : []),
      make("p", { textContent: "Tulis yang dapat diisi ke buku?" })], "Tulis",
    (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => value)));
    if (!choices) {
      answer("Tidak ada yang ditulis.");
      return;
    }
    await flow("gabung", { pilihan: choices }, files);
  }

  async function sendingsState() {
    const label = BUTTONS.get("status").label;
    const result = await job(label, "status", { nama: book.nama, isi: book.isi });
    if (!result) return;
    if (result.ok) answer(result.pesan);
    else refused(result, label);
  }

  async function recapitulate() {
    const label = BUTTONS.get("rekap").label;
    const inputs = make("input", { type: "file", name: "buku", multiple: true, accept: ".xlsx,.xlsm" });
    const whole = make("input", { type: "file", name: "folder", webkitdirectory: true });
    const answers = await dialog(label, [
      make("p", { textContent: "Buku-bukunya hanya dibaca, di sini; tidak ada yang terkirim ke mana pun." }),
      make("label", {}, "Buku semua instansi", inputs), make("label", {}, "atau foldernya", whole),
      field("Instansi yang harus melapor (boleh kosong), satu tiap baris", { tag: "textarea", name: "harapan", rows: 3, spellcheck: false }),
    ], "Rekap", (form) => {
      const files = [...inputs.files, ...whole.files].filter((one) => EXCEL.test(one.name));
      if (!files.length) throw new Error("Pilih buku-bukunya (.xlsx, .xlsm), atau foldernya.");
      return { files, harapan: new FormData(form).get("harapan") };
    });
    if (!answers) return;
    const files = await contents(answers.files);
    if (!files) return;
    const result = await job(label, "rekap", { jawaban: { harapan: answers.harapan }, berkas: files });
    if (!result) return;
    if (!result.ok) {
      refused(result, label);
      return;
    }
    answer(`${label}: ${result.pesan}`);
    offer(result.berkas);
  }

  async function check() {
    const found = await flow("periksa");
    const repairs = found && found.dapat_diperbaiki || [];
    if (!repairs.length) return;
    const list = make("ul", {}, ...repairs.slice(0, 20).map((line) => make("li", { textContent: line })));
    const more = repairs.length > 20 ? [make("p", { textContent: `dan ${repairs.length - 20} lagi` })] : [];
    const agreed = await dialog(BUTTONS.get("periksa").label,
      [make("p", { className: "tanya", textContent: `${repairs.length} perbaikan yang pasti dapat dilakukan:` }), list, ...more],
      "Betulkan", () => true);
    if (agreed && await flow("hitung", { perbaiki: true })) await flow("periksa");
  }

  // --- buttons ------------------------------------------------------------------------------------------------------
  async function askOrigin() {
    if (host) {
      const sel = await host.selection();
      if (!sel) {
        answer("Pilih dulu satu sel angka di Excel, lalu tekan Asal Angka lagi.", "salah");
        return;
      }
      const result = await job("Asal Angka", "asal", { nama: book.nama, isi: book.isi, jawaban: { sel } });
      if (!result) return;
      if (result.ok) answer(result.pesan);
      else refused(result, "Asal Angka");
      return;
    }
    if (!drawn) await preview();
    if (drawn) $("sel").focus();
  }

  async function selfTest() {
    const label = BUTTONS.get("uji_mandiri").label;
    if (!(await ask(label, "Uji Mandiri menaruh beberapa lembar di buku yang terbuka, memeriksanya, lalu membuangnya. Riwayat Urungkan (Ctrl+Z) hilang; " +
      "sebaiknya pada buku yang sudah disimpan.", "Jalankan"))) return;
    const result = await job(label, "uji_mandiri", {});
    if (!result) return;
    if (!result.ok) {
      refused(result, label);
      return;
    }
    working(`${label} sedang dikerjakan ...`);
    show($("batal"), false);
    const answers = await host.selfTest(result, (n, m, text) => { progress(n, m); tell(`${label}: ${text}`); });
    working("");
    const failed = answers.filter((one) => one.jawaban !== "OK");
    const text = [`lkjip-xl ${DATA.versi} (${DATA.bangunan}), ${new Date().toLocaleString("id-ID")}`,
      `Panel siap dalam ${document.documentElement.dataset.siap} ms`,
      ...answers.map((one) => `${one.jawaban} ${one.butir}: ${one.rinci}`)].join("\n");
    tell(`${label} selesai.`);
    answer(failed.length ? `${label}: ${failed.length} dari ${answers.length} butir gagal.` : `${label}: ${answers.length} butir OK.`, failed.length ? "salah" : "beres");
    const shown = make("textarea", { className: "hasil", readOnly: true, rows: 12, value: text, "aria-label": "Hasil Uji Mandiri" });
    const copy = make("button", { type: "button", textContent: "Salin", onclick: () => {
      shown.select();
      if (!document.execCommand("copy")) answer("Pilih teksnya, lalu tekan Ctrl+C.");
    } });
    $("jawab").append(shown, make("div", { className: "baris" }, copy, make("button", {
      type: "button", textContent: "Unduh", onclick: () => give("uji mandiri panel.txt", new TextEncoder().encode(text), "text/plain"),
    })));
  }

  const ACTIONS = { buat: newBook, periksa: check, isi: () => fill(), tambah: addModules, asal: askOrigin, lanjut: nextYear, uji_mandiri: selfTest, kirim: send, gabung: () => merge(),
    status: sendingsState, rekap: recapitulate };

  function drawButtons() {
    const groups = new Map();
    for (const one of DATA.tombol) {
      const button = make("button", { type: "button", textContent: one.label, title: one.uraian, data: { alur: one.id } });
      button.onclick = ACTIONS[one.id] || (() => flow(one.id));
      if (one.perlu_buku) groups.set(one.grup, [...(groups.get(one.grup) || []), button]);
      else $("tanpa-buku").append(button);
    }
    $("tanpa-buku").append(make("button", { type: "button", textContent: "Buku contoh", title: "Buat buku contoh yang lengkap dari laporan yang sungguh terbit", data: { alur: "contoh" }, onclick: () => made("contoh", "Buku contoh") }));
    $("tombol").replaceChildren(...[...groups].map(([name, buttons]) => make("div", { className: "grup" },
      make("h3", { textContent: name }), make("div", { className: "baris" }, ...buttons))));
  }

  async function received(files, handles = []) {
    if (!files.length || busy) return;
    const books = files.filter((one) => EXCEL.test(one.name));
    if (host) {
      if (book) await (books.length ? merge(books) : fill(files));
      return;
    }
    if (!books.length && book) {
      await fill(files);
      return;
    }
    if (book && books.length > 1) {
      await merge(books);
      return;
    }
    const chosen = books[0] || files[0];
    if (book && book.berubah && !(await ask("Buka buku lain", `Hasil ${book.nama} belum disimpan dan akan hilang. Lanjutkan?`, "Lanjutkan"))) return;
    await openFile(chosen, handles[files.indexOf(chosen)] || null);
    if (files.length > 1 && book) answer(`Satu buku setiap kali: ${chosen.name} dibuka; yang lain dilewati.`);
  }

  function connect() {
    $("berkas").onchange = async (event) => {
      const files = [...event.target.files];
      await received(files);
      event.target.value = "";
    };
    const zone = $("jatuh");
    for (const name of ["dragover", "dragenter"]) {
      document.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("di-atas"); });
    }
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("di-atas"); });
    document.addEventListener("drop", async (event) => {
      event.preventDefault();
      zone.classList.remove("di-atas");
      const items = [...event.dataTransfer.items].filter((one) => one.kind === "file");
      const files = items.map((one) => one.getAsFile());
      const asked = items.map((one) => one.getAsFileSystemHandle ? one.getAsFileSystemHandle().catch(() => null) : null);
      await received(files, await Promise.all(asked));
    });
    document.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (files.length && !$("dialog").open) received(files);
    });
    $("unduh").onclick = download;
    $("tempat").onclick = saveInPlace;
    $("tutup").onclick = async () => {
      if (book.berubah && !(await ask("Tutup buku", `Hasil ${book.nama} belum disimpan dan akan hilang. Tutup juga?`, "Tutup"))) return;
      book = null;
      clearPreview();
      show($("buku"), false);
      show($("tanpa-buku"));
      $("jatuh-judul").textContent = "Pilih buku LKjIP, atau jatuhkan di sini";
      answer("");
      tell("Siap.");
      $("berkas").focus();
    };
    $("batal").onclick = () => engine.cancel();
    $("ulangi").onclick = () => { engine.stop(); answer(""); begin(); };
    $("lihat").onclick = preview;
    $("lembar").onchange = drawSheet;
    $("asal").onclick = origin;
    $("sel").onkeydown = (event) => { if (event.key === "Enter") origin(); };
    $("kertas").onclick = (event) => { const cell = event.target.closest("[data-sel]"); if (cell) chooseCell(cell); };
    $("kertas").ondblclick = () => origin();
    $("cetak").onclick = () => print([drawn.lembar[Number($("lembar").value)]]);
    $("cetak-semua").onclick = () => print(drawn.lembar);
  }

  // The manifest of the task pane with this address in it.
  async function giveManifest() {
    try {
      const text = await (await fetch("panel-excel.xml")).text();
      const here = new URL(".", location.href).href;
      give("panel-excel.xml", new TextEncoder().encode(text.replaceAll(DATA.alamat_manifes, here)), "application/xml");
    } catch (error) {
      answer(`Manifes tidak dapat diambil (${error.message}).`, "salah");
    }
  }

  function about() {
    show($("manifes"), DATA.luring && !host);
    $("unduh-manifes").onclick = giveManifest;
    $("versi").textContent = `lkjip-xl ${DATA.versi}, bangunan ${DATA.bangunan}.`;
    $("lisensi").replaceChildren(...DATA.lisensi.map((one) => make("li", {},
      `${one.nama} ${one.versi}: ${one.lisensi}. ${one.catatan}`,
      ...(one.teks ? [make("details", {}, make("summary", { textContent: `Lisensi ${one.nama}` }), make("pre", { className: "kotak", textContent: one.teks, tabIndex: 0 }))] : []))));
  }

  // In Excel: what the pane has not, and the flow whose button was pressed on the ribbon.
  async function startPane() {
    for (const id of ["jatuh", "simpan", "urutan"]) show($(id), false);
    show($("urung"));
    $("tanpa-buku").append(make("button", { type: "button", textContent: "Baca buku yang terbuka", className: "utama", onclick: readOpenBook }));
    const able = await host.ready();
    if (!able.ok) {
      tell("Panel ini tidak dapat bekerja di sini.");
      answer(`${able.pesan} Simpan bukunya, lalu kerjakan di halaman browser.`, "salah");
      return;
    }
    await begin();
    if (!document.documentElement.dataset.siap) return;
    const wanted = new URLSearchParams(location.search).get("alur");
    const button = BUTTONS.get(wanted);
    if (button && !button.perlu_buku) ACTIONS[wanted]();
    else if ((await readOpenBook()) && button) document.querySelector(`[data-alur="${wanted}"]`).click();
    document.documentElement.dataset.panel = "siap";
  }

  // --- start --------------------------------------------------------------------------------------------------------
  show($("lama"), false);
  show($("keadaan"));
  if (typeof WebAssembly !== "object") {
    tell("Halaman ini tidak dapat bekerja di browser ini.");
    answer("WebAssembly dimatikan di browser ini, biasanya oleh kebijakan keamanan kantor (JIT JavaScript dimatikan, atau mode " +
      "keamanan ditingkatkan). Minta petugas TI menaruh halaman ini di sebuah alamat https kantor dan mengizinkan alamat itu " +
      "(kebijakan JavaScriptJitAllowedForSites). Atau pakai browser lain, atau program lkjip-xl yang dipasang.", "salah");
    return;
  }
  show($("awal"));
  drawButtons();
  connect();
  about();
  if (host) startPane();
  else begin();
  if ("serviceWorker" in navigator && DATA.luring && location.protocol.startsWith("http")) {
    navigator.serviceWorker.register("sw.js").catch(() => {});
  }
})();
