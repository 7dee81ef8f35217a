"use strict";
// The task pane's side of Excel, and the only file that names Office: takes a copy of the open book, and does in the
// open book what the engine has written down (open_book.py), all or nothing. What this Excel can do is asked, never
// guessed from its name.

/**
 * @typedef {{ nama: string, alamat: string, baca_saja: boolean, struktur_terkunci: boolean, lembar: string[], tersaring: string[] }} Facts
 * @typedef {[string, ...any[]]} Call
 * @typedef {{ langkah: Call[], sumber: ArrayBuffer | null, tanda: Record<string, string> }} Plan
 * @typedef {{ ok: boolean, kode?: string, pesan?: string, sebagian?: boolean, tertinggal?: string[], undur?: boolean }} Outcome
 * @typedef {{ lembar: string, alamat: string, isi: any[][] }} Kept
 */

(() => {
  const SLICE = 4 * 1024 * 1024; // larger ones end in an error of Excel's own
  const CELLS = 5_000; // cells of one request; Excel on the web takes 5 MB
  const set = (/** @type {string} */ version) => Office.context.requirements.isSetSupported("ExcelApi", version);

  /** A refusal in words for the user. */
  class Refusal extends Error {
    /** @param {string} kode @param {string} pesan */
    constructor(kode, pesan) {
      super(pesan);
      this.kode = kode;
    }
  }

  const TYPING = "Excel sedang menunggu ketikan di sebuah sel. Tekan Enter (atau Esc) di Excel, lalu ulangi.";

  /** @param {unknown} error */
  function outcome(error) {
    if (error instanceof Refusal) return { ok: false, kode: error.kode, pesan: error.message };
    const { code = "", message = String(error) } = /** @type {{code?: string, message?: string}} */ (error || {});
    if (code === "InvalidOperationInCellEditMode") return { ok: false, kode: "mengetik", pesan: TYPING };
    return { ok: false, kode: "excel", pesan: `Excel menolak pekerjaan ini (${code || "tanpa kode"}: ${message}).` };
  }

  /**
   * One visit to Excel; waits while a cell is being typed, and is one step of Undo where Excel can do that.
   * @template T
   * @param {(context: Excel.RequestContext) => Promise<T>} work
   * @returns {Promise<T>}
   */
  function excel(work) {
    return Excel.run({ delayForCellEdit: true, ...(set("1.20") ? { mergeUndoGroup: true } : {}) }, work);
  }

  /** What this Excel can do, as it answers itself. */
  function abilities() {
    return {
      cells: set("1.9"),
      tables: set("1.13"),
      sheets: set("1.13"),
      undo: set("1.20"),
      newBook: set("1.8"),
    };
  }

  // --- the copy of the open book --------------------------------------------------------------------------------------
  /**
   * @param {(text: string) => void} told
   * @returns {Promise<{ nama: string, isi: ArrayBuffer, fakta: Facts }>}
   */
  async function take(told) {
    const facts = await askFacts();
    told(`Mengambil salinan ${facts.nama} dari Excel`);
    const file = await copyOf();
    try {
      const bytes = new Uint8Array(file.size);
      let at = 0;
      for (let i = 0; i < file.sliceCount; i++) {
        const slice = await new Promise((/** @type {(one: Office.Slice) => void} */ resolve, reject) => {
          file.getSliceAsync(i, (answer) => answer.status === Office.AsyncResultStatus.Succeeded ? resolve(answer.value) : reject(answer.error));
        });
        bytes.set(new Uint8Array(slice.data), at);
        at += slice.size;
      }
      if (at !== file.size || bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw noCopy("yang datang bukan buku yang utuh");
      return { nama: facts.nama, isi: bytes.buffer, fakta: facts };
    } finally {
      file.closeAsync();
    }
  }

  /** @param {string} why */
  const noCopy = (why) => new Refusal("tanpa_salinan", "Excel ini tidak memberi salinan buku yang sedang terbuka " +
    `(${why}). Simpan bukunya, lalu kerjakan di halaman browser; di sana pun buku tidak meninggalkan komputer ini.`);

  /** @returns {Promise<Office.File>} */
  function copyOf() {
    return new Promise((resolve, reject) => {
      try {
        Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, (answer) => {
          if (answer.status === Office.AsyncResultStatus.Succeeded) resolve(answer.value);
          else reject(noCopy(answer.error.message));
        });
      } catch (error) {
        reject(noCopy(error instanceof Error ? error.message : String(error)));
      }
    });
  }

  /** @returns {Promise<Facts>} */
  async function askFacts() {
    const address = Office.context.document.url || "";
    return excel(async (context) => {
      const book = context.workbook;
      const sheets = book.worksheets.load("items/name");
      const tables = book.tables.load("items/name");
      book.load("name,readOnly");
      book.protection.load("protected");
      await context.sync();
      // Which sheets hide rows by a filter: of a table, or of the sheet itself.
      const filters = [
        ...tables.items.map((table) => ({ filter: table.autoFilter.load("isDataFiltered"), sheet: table.worksheet.load("name") })),
        ...sheets.items.map((sheet) => ({ filter: sheet.autoFilter.load("isDataFiltered"), sheet })),
      ];
      await context.sync();
      return {
        nama: book.name,
        alamat: address,
        baca_saja: book.readOnly,
        struktur_terkunci: book.protection.protected,
        lembar: sheets.items.map((sheet) => sheet.name),
        tersaring: [...new Set(filters.filter((one) => one.filter.isDataFiltered).map((one) => one.sheet.name))],
      };
    });
  }

  // --- doing what is written down -------------------------------------------------------------------------------------
  /**
   * Does all steps, or none: what was done before a failure is taken back. Old sheets go last, since Excel cannot bring
   * them back; one that Excel keeps is named and stays.
   * @param {Plan} plan
   * @param {(done: number, all: number, text: string) => void} told
   * @returns {Promise<Outcome>}
   */
  async function carryOut(plan, told) {
    const steps = plan.langkah;
    if (steps.some(([name]) => name === "salin") && !abilities().sheets) {
      return { ok: false, kode: "tanpa_sisip", pesan: "Excel ini tidak dapat menerima lembar dari panel." };
    }
    const changed = steps.some(([name]) => ["tulis", "tumbuh", "salin", "namai"].includes(name));
    const work = new Work(plan);
    const view = await viewNow();
    const left = /** @type {string[]} */ ([]);
    try {
      await excel(async (context) => {
        await work.look(context);
        for (let at = 0; at < steps.length;) {
          const [name] = steps[at];
          told(at, steps.length, WORDS[name] || "");
          if (name === "hapus") left.push(...await work.remove(context, steps[at][1]));
          else if (name !== "baca" && name !== "sama") {
            const together = work.together(at);
            await work.perform(context, together);
            at += together.length;
            continue;
          }
          at += 1;
        }
      });
    } catch (error) {
      const whole = await work.takeBack();
      await viewAgain(view);
      return { ...outcome(error), sebagian: !whole };
    }
    await viewAgain(view);
    return { ok: true, tertinggal: left, undur: !changed || (set("1.20") && !steps.some(([name]) => name === "salin")) };
  }

  /** What the user looks at: the sheet, and the selected cells where it is cells. */
  async function viewNow() {
    const view = { sheet: "", cells: "" };
    try {
      await excel(async (context) => {
        const sheet = context.workbook.worksheets.getActiveWorksheet().load("name");
        await context.sync();
        view.sheet = sheet.name;
        const cells = context.workbook.getSelectedRange().load("address");
        await context.sync();
        view.cells = cells.address.slice(cells.address.lastIndexOf("!") + 1);
      });
    } catch {
      // A chart is selected, or Excel is busy: then there is less to go back to.
    }
    return view;
  }

  /** @param {{ sheet: string, cells: string }} view */
  async function viewAgain({ sheet, cells }) {
    if (sheet) await goTo(sheet, cells);
  }

  /** @type {Record<string, string>} */
  const WORDS = {
    salin: "menaruh lembar laporan", namai: "menukar lembar", hapus: "menghapus lembar lama", tulis: "menulis sel",
    tumbuh: "menambah baris", hitung: "menghitung ulang",
  };

  class Work {
    /** @param {Plan} plan */
    constructor(plan) {
      this.plan = plan;
      this.steps = plan.langkah;
      /** @type {any[][][]} */
      this.read = [];
      /** @type {Kept[]} */
      this.kept = []; // cells as they were, every block that will be written
      /** @type {[string, string, string][]} */
      this.grown = []; // table, its sheet, its range before
      /** @type {string[]} */
      this.copied = []; // ids of sheets that were put in
      /** @type {[string, string][]} */
      this.renamed = []; // [id, name before]
      /** @type {Map<string, Excel.WorksheetProtectionOptions>} */
      this.opened = new Map(); // protected sheets that stand open for the moment
      /** @type {Set<string>} */
      this.touched = new Set(); // cells that were written, or perhaps
      this.begun = false;
    }

    /**
     * Before the first change: reads what will be written over, and refuses when it is no longer what the engine saw.
     * @param {Excel.RequestContext} context
     */
    async look(context) {
      const before = new Map();
      for (const [name, one] of this.steps) {
        if (name === "sama") for (const [sheet, address, rows] of one) before.set(`${sheet}!${address}`, rows);
      }
      for (const group of grouped(this.steps.filter(([name]) => name === "tulis" || name === "baca"))) {
        const ranges = group.map(([, sheet, address]) => range(context, sheet, address).load("formulas,valueTypes,numberFormat"));
        await context.sync();
        group.forEach(([name, sheet, address], i) => {
          const { formulas, valueTypes, numberFormat } = ranges[i];
          const rows = formulas.map((row, r) => row.map((value, c) => asTyped(value, valueTypes[r][c], numberFormat[r][c])));
          if (name === "baca") {
            this.read.push(rows);
            return;
          }
          const seen = before.get(`${sheet}!${address}`);
          if (seen && !alike(seen, formulas)) {
            throw new Refusal("berubah", `Lembar ${sheet}, sel ${address}, berubah sejak tombol ditekan. Tidak ada yang ditulis; tekan tombolnya lagi.`);
          }
          if (!this.kept.some((one) => one.lembar === sheet && one.alamat === address)) {
            this.kept.push({ lembar: sheet, alamat: address, isi: rows });
          }
        });
      }
    }

    /**
     * The steps from here on that go in one request.
     * @param {number} at
     */
    together(at) {
      const [name] = this.steps[at];
      if (name !== "tulis" && name !== "salin") return [this.steps[at]];
      let end = at;
      while (end < this.steps.length && this.steps[end][0] === name) end += 1;
      return name === "salin" ? this.steps.slice(at, end) : [...grouped(this.steps.slice(at, end))][0];
    }

    /**
     * @param {Excel.RequestContext} context
     * @param {Call[]} steps
     */
    async perform(context, steps) {
      const [name, ...rest] = steps[0];
      this.begun = true;
      if (name === "salin") await this.insert(context, steps);
      else if (name === "tulis") {
        await write(context, steps.map(([, sheet, address, rows]) => ({
          lembar: sheet, alamat: address, isi: Array.isArray(rows) ? rows : this.read[rows.dari],
        })), this.opened, this.touched);
      } else if (name === "tumbuh") {
        const [sheet, table, address] = rest;
        const one = context.workbook.tables.getItem(table);
        const now = one.getRange().load("address");
        await context.sync();
        this.grown.push([table, sheet, now.address.slice(now.address.lastIndexOf("!") + 1)]);
        one.resize(address);
        await context.sync();
      } else if (name === "namai") {
        const sheet = context.workbook.worksheets.getItem(rest[0]).load("id,name");
        await context.sync();
        sheet.name = rest[1];
        this.renamed.push([sheet.id, rest[0]]);
        await context.sync();
      } else if (name === "hitung") {
        context.workbook.application.calculate(Excel.CalculationType.full);
        await context.sync();
      } else throw new Error(`langkah tidak dikenal: ${name}`);
    }

    /**
     * Puts the sheets in, all of them in one call, each to its place, with its mark and its protection.
     * @param {Excel.RequestContext} context
     * @param {Call[]} steps
     */
    async insert(context, steps) {
      const sheets = context.workbook.worksheets;
      const before = new Set((await loaded(context, sheets)).map((one) => one.id));
      let ids;
      try {
        ids = context.workbook.insertWorksheetsFromBase64(base64(/** @type {ArrayBuffer} */ (this.plan.sumber)), { positionType: "End" });
        await context.sync();
      } catch (error) {
        // Half of them may be there.
        this.copied = (await loaded(context, sheets)).map((one) => one.id).filter((id) => !before.has(id));
        throw error;
      }
      this.copied = [...ids.value];
      if (this.copied.length !== steps.length) throw new Error(`Excel menaruh ${this.copied.length} dari ${steps.length} lembar`);
      const put = this.copied.map((id) => sheets.getItem(id).load("name"));
      await context.sync();
      // Excel numbers a sheet whose name is taken; then it stands in the order of the source.
      const named = new Map(put.map((sheet) => [sheet.name, sheet]));
      const own = steps.map(([, name], i) => named.get(name) || put[i]);
      const marks = own.map((sheet) => {
        sheet.protection.load("protected");
        return sheet.names.getItemOrNullObject("_lkjip").load("name");
      });
      await context.sync();
      for (let i = 0; i < steps.length; i++) {
        const [, name, after, next] = steps[i];
        const sheet = own[i];
        if (sheet.name !== name) sheet.name = name;
        const mark = this.plan.tanda[name];
        if (mark && marks[i].isNullObject) {
          const added = sheet.names.add("_lkjip", "=" + mark);
          added.visible = false;
        }
        const place = next || after;
        if (place) {
          const neighbour = sheets.getItem(place).load("position");
          await context.sync();
          sheet.position = next ? neighbour.position : neighbour.position + 1;
        }
        await context.sync();
      }
    }

    /**
     * @param {Excel.RequestContext} context
     * @param {string} name
     * @returns {Promise<string[]>} the name, when Excel keeps the sheet
     */
    async remove(context, name) {
      try {
        context.workbook.worksheets.getItem(name).delete();
        await context.sync();
        return [];
      } catch {
        return [name];
      }
    }

    /**
     * Takes back what was done: names, then cells, then tables, then the sheets that were put in. Whatever becomes of
     * one step, the others are tried.
     * @returns {Promise<boolean>} whether the book is as before
     */
    async takeBack() {
      if (!this.begun) return true;
      let whole = true;
      /** @param {(context: Excel.RequestContext) => Promise<void>} step */
      const attempt = async (step) => {
        try {
          await excel(step);
        } catch {
          whole = false;
        }
      };
      for (const [id, name] of this.renamed.reverse()) {
        await attempt(async (context) => {
          context.workbook.worksheets.getItem(id).name = name;
          await context.sync();
        });
      }
      // A table that grew has filled its new rows, so every block of its sheet goes back, written or not.
      const back = this.kept.filter((one) => this.touched.has(`${one.lembar}!${one.alamat}`) || this.grown.some(([, sheet]) => sheet === one.lembar));
      for (const group of [...grouped(back.map((one) => /** @type {Call} */ (["tulis", one.lembar, one.alamat, one.isi])))].reverse()) {
        await attempt((context) => write(context, group.map(([, lembar, alamat, isi]) => ({ lembar, alamat, isi })).reverse(), this.opened, this.touched));
      }
      for (const [table, , address] of this.grown.reverse()) {
        await attempt(async (context) => {
          context.workbook.tables.getItem(table).resize(address);
          await context.sync();
        });
      }
      for (const id of this.copied) {
        await attempt(async (context) => {
          const sheet = context.workbook.worksheets.getItemOrNullObject(id);
          await context.sync();
          if (!sheet.isNullObject) sheet.delete();
          await context.sync();
        });
      }
      if (this.opened.size) await attempt((context) => protect(context, this.opened));
      return whole && !this.opened.size;
    }
  }

  /** @param {Excel.RequestContext} context @param {Excel.WorksheetCollection} sheets */
  async function loaded(context, sheets) {
    sheets.load("items/id,items/name");
    await context.sync();
    return sheets.items;
  }

  /** @param {Excel.RequestContext} context @param {string} sheet @param {string} address */
  const range = (context, sheet, address) => context.workbook.worksheets.getItem(sheet).getRange(address);

  /** Blocks of cells in groups that one request takes. @param {Call[]} steps */
  function* grouped(steps) {
    /** @type {Call[]} */
    let group = [];
    let cells = 0;
    for (const step of steps) {
      const [left, right = left] = String(step[2]).split(":");
      const size = (Number(right.replace(/\D/g, "")) - Number(left.replace(/\D/g, "")) + 1) || 1;
      if (group.length && (cells + size > CELLS || group.length >= 200)) {
        yield group;
        [group, cells] = [[], 0];
      }
      group.push(step);
      cells += size;
    }
    if (group.length) yield group;
  }

  /**
   * Writes blocks; a protected sheet is opened for the moment and protected again as it was, also after a failure.
   * @param {Excel.RequestContext} context
   * @param {Kept[]} blocks
   * @param {Map<string, Excel.WorksheetProtectionOptions>} opened takes those that stand open
   * @param {Set<string>} touched takes the cells that are written
   */
  async function write(context, blocks, opened, touched) {
    const names = [...new Set(blocks.map((one) => one.lembar))];
    const guards = names.map((name) => context.workbook.worksheets.getItem(name).protection.load("protected,options"));
    await context.sync();
    try {
      for (let i = 0; i < names.length; i++) {
        if (!guards[i].protected) continue;
        const { options } = guards[i];
        try {
          guards[i].unprotect();
          opened.set(names[i], options);
          await context.sync();
        } catch (error) {
          opened.delete(names[i]);
          if (/** @type {{code?: string}} */ (error).code !== "AccessDenied") throw error;
          throw new Refusal("lembar_terkunci", `Lembar ${names[i]} terkunci dengan kata sandi. Buka dulu (Review, Unprotect Sheet), lalu ulangi.`);
        }
      }
      for (const one of blocks) {
        touched.add(`${one.lembar}!${one.alamat}`);
        range(context, one.lembar, one.alamat).formulas = one.isi.map((row) => row.map(asExcel));
      }
      await context.sync();
    } finally {
      await protect(context, opened);
    }
  }

  /**
   * @param {Excel.RequestContext} context
   * @param {Map<string, Excel.WorksheetProtectionOptions>} opened
   */
  async function protect(context, opened) {
    for (const [name, options] of [...opened]) {
      const guard = context.workbook.worksheets.getItem(name).protection.load("protected");
      await context.sync();
      if (!guard.protected) guard.protect(options);
      await context.sync();
      opened.delete(name);
    }
  }

  /** A blank is "", and functions newer than the file format bear no prefix outside of files. @param {any} value */
  function asExcel(value) {
    if (value === null || value === undefined) return "";
    if (typeof value !== "string" || !value.startsWith("=")) return value;
    return value.split('"').map((part, i) => i % 2 ? part : part.replace(/_xlfn\.(_xlws\.)?/g, "")).join('"');
  }

  /**
   * What a cell holds, as it must be written to be the same again.
   * @param {any} value @param {string} kind @param {string} format
   */
  function asTyped(value, kind, format) {
    if (kind !== "String" || typeof value !== "string" || value.startsWith("=")) return value;
    return format === "@" ? value : "'" + value;
  }

  /**
   * Whether cells still hold what the engine saw; of formulas only that they are formulas, since Excel spells them anew.
   * @param {any[][]} seen @param {any[][]} now
   */
  function alike(seen, now) {
    return seen.every((row, r) => row.every((value, c) => {
      const there = now[r][c];
      if (value === null || value === "") return there === "";
      if (typeof value === "string") {
        if (value.startsWith("=")) return typeof there === "string" && there.startsWith("=");
        return String(there) === (value.startsWith("'") ? value.slice(1) : value);
      }
      return there === value;
    }));
  }

  /** @param {ArrayBuffer} buffer */
  function base64(buffer) {
    const bytes = new Uint8Array(buffer);
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  }

  // --- the self-test --------------------------------------------------------------------------------------------------
  /**
   * Asks this Excel what no other machine can tell, on sheets of its own that are gone afterwards.
   * @typedef {{ nama: string, area: string | null, ulang: string | null, kertas: string | null, mendatar: boolean, terkunci: boolean, putus: number }} Expected
   * @typedef {{ butir: string, jawaban: string, rinci: string }} Answer
   * @param {{ sumber: ArrayBuffer, tanda: Record<string, string>, harap: Expected[] }} material
   * @param {(done: number, all: number, text: string) => void} told
   * @returns {Promise<Answer[]>}
   */
  async function selfTest(material, told) {
    /** @type {Answer[]} */
    const answers = [];
    const place = /** @type {{ ids: string[], sheet: string }} */ ({ ids: [], sheet: "" });
    const items = selfTestItems(material, place);
    for (const [butir, work] of items) {
      told(answers.length, items.length, butir);
      const began = performance.now();
      try {
        const rinci = await work();
        answers.push({ butir, jawaban: "OK", rinci: `${rinci} (${Math.round(performance.now() - began)} ms)` });
      } catch (error) {
        const { kode = "", pesan } = outcome(error);
        answers.push({ butir, jawaban: "GAGAL", rinci: error instanceof Gap ? error.message : `${kode}: ${pesan}` });
      }
    }
    return answers;
  }

  /** What a sheet has lost on its way. */
  class Gap extends Error {}

  /** @param {{ nama: string, harap: any, ada: any }[]} seen */
  function compare(seen) {
    const lost = seen.filter((one) => JSON.stringify(one.harap) !== JSON.stringify(one.ada));
    const short = (/** @type {any} */ value) => JSON.stringify(value).slice(0, 60);
    if (lost.length) throw new Gap(lost.map((one) => `${one.nama}: seharusnya ${short(one.harap)}, ada ${short(one.ada)}`).join("; "));
    return seen.map((one) => short(one.ada)).join(", ");
  }

  /**
   * @param {{ sumber: ArrayBuffer, tanda: Record<string, string>, harap: Expected[] }} material
   * @param {{ ids: string[], sheet: string }} place
   * @returns {[string, () => Promise<string>][]}
   */
  function selfTestItems({ sumber, tanda, harap }, place) {
    /** @param {(sheet: Excel.Worksheet, i: number) => any} load @param {(loaded: any) => any} told @param {(one: Expected) => any} wanted */
    const each = (load, told, wanted) => excel(async (context) => {
      const loaded = place.ids.map((id, i) => load(context.workbook.worksheets.getItem(id), i));
      await context.sync();
      return compare(harap.map((one, i) => ({ nama: one.nama, harap: wanted(one), ada: told(loaded[i]) })));
    });
    const bare = (/** @type {string} */ address) => address.slice(address.lastIndexOf("!") + 1).replace(/\$/g, "");
    const put = () => excel(async (context) => {
      const ids = context.workbook.insertWorksheetsFromBase64(base64(sumber), { positionType: "End" });
      await context.sync();
      return ids.value;
    });
    return [
      ["Excel ini", async () => {
        const { host, platform, version } = Office.context.diagnostics;
        const highest = Array.from({ length: 30 }, (_, i) => `1.${i + 1}`).filter(set).pop();
        const sets = [["CompressedFile", "1.1"], ["SharedRuntime", "1.1"], ["CustomFunctionsRuntime", "1.1"]]
          .map(([name, one]) => `${name} ${Office.context.requirements.isSetSupported(name, one) ? "ada" : "tidak"}`);
        return `${host} ${platform} ${version}; ExcelApi ${highest}; ${sets.join("; ")}; ${navigator.userAgent}`;
      }],
      ["Salinan buku yang terbuka", async () => {
        const taken = await take(() => {});
        return `${taken.nama}: ${taken.isi.byteLength} bita, ${taken.fakta.lembar.length} lembar`;
      }],
      ["Menaruh lembar laporan", async () => {
        place.ids = await put();
        if (place.ids.length !== harap.length) throw new Gap(`${place.ids.length} dari ${harap.length} lembar`);
        return `${place.ids.length} lembar`;
      }],
      ["Nama lembar sementara", () => each((sheet) => sheet.load("name"), (sheet) => sheet.name, (one) => one.nama)],
      ["Tanda tersembunyi ikut", () => each((sheet) => sheet.names.getItemOrNullObject("_lkjip").load("formula"),
        (name) => name.isNullObject ? null : String(name.formula).replace(/^=/, ""), (one) => tanda[one.nama])],
      ["Area cetak ikut", () => each((sheet) => sheet.pageLayout.getPrintAreaOrNullObject().load("address"),
        (area) => area.isNullObject ? null : bare(area.address), (one) => one.area)],
      ["Judul berulang ikut", () => each((sheet) => sheet.pageLayout.getPrintTitleRowsOrNullObject().load("address"),
        (area) => area.isNullObject ? null : bare(area.address), (one) => one.ulang)],
      ["Kertas dan arah ikut", () => each((sheet) => sheet.pageLayout.load("paperSize,orientation"),
        (layout) => [layout.paperSize, layout.orientation], (one) => [one.kertas, one.mendatar ? "Landscape" : "Portrait"])],
      ["Pemisah halaman ikut", () => each((sheet) => sheet.horizontalPageBreaks.load("items"),
        (breaks) => breaks.items.length, (one) => one.putus)],
      ["Kunci lembar ikut", () => each((sheet) => sheet.protection.load("protected"), (guard) => guard.protected, (one) => one.terkunci)],
      ["Menaruh lembar yang sama sekali lagi", async () => {
        const again = await put();
        await excel(async (context) => {
          for (const id of again) context.workbook.worksheets.getItem(id).delete();
          await context.sync();
        });
        return `${again.length} lembar`;
      }],
      ["Menulis 2.000 rumus", () => excel(async (context) => {
        const sheet = context.workbook.worksheets.add().load("id");
        await context.sync();
        place.sheet = sheet.id;
        const cells = sheet.getRange("A1:A2000");
        cells.formulas = Array.from({ length: 2000 }, () => ['=IF(ROW()>0,ROW(),"")']);
        await context.sync();
        cells.load("values");
        await context.sync();
        return compare([{ nama: "A2000", harap: 2000, ada: cells.values[1999][0] }]);
      })],
      ["Teks tetap teks", () => excel(async (context) => {
        const cell = context.workbook.worksheets.getItem(place.sheet).getRange("C1");
        cell.formulas = [["'1.10"]];
        cell.load("values,valueTypes");
        await context.sync();
        return compare([{ nama: "C1", harap: ["1.10", "String"], ada: [cell.values[0][0], cell.valueTypes[0][0]] }]);
      })],
      ["Tabel memanjang dan rumusnya", () => excel(async (context) => {
        const sheet = context.workbook.worksheets.getItem(place.sheet);
        sheet.getRange("E1:F3").formulas = [["Isi", "Dua"], [1, ""], [2, ""]];
        const table = sheet.tables.add("E1:F3", true);
        sheet.getRange("F2:F3").formulas = [["=[@Isi]*2"], ["=[@Isi]*2"]];
        await context.sync();
        table.resize("E1:F5");
        sheet.getRange("E4:F5").formulas = [[3, "=[@Isi]*2"], [4, "=[@Isi]*2"]];
        const last = sheet.getRange("F5").load("values");
        await context.sync();
        return compare([{ nama: "F5", harap: 8, ada: last.values[0][0] }]);
      })],
      ["Membuang lembar uji", () => excel(async (context) => {
        for (const id of [...place.ids, place.sheet].filter(Boolean)) context.workbook.worksheets.getItem(id).delete();
        await context.sync();
        return "bersih";
      })],
    ];
  }

  // --- what else the pane asks of Excel -------------------------------------------------------------------------------
  /** Opens bytes as a new, unsaved workbook. @param {ArrayBuffer} isi @returns {Promise<Outcome>} */
  async function openNew(isi) {
    try {
      if (!abilities().newBook) throw new Refusal("tanpa_buku_baru", "Excel ini tidak dapat membuka buku baru dari panel.");
      await Excel.createWorkbook(base64(isi));
      return { ok: true };
    } catch (error) {
      return outcome(error);
    }
  }

  /** Shows a cell to the user. @param {string} sheet @param {string} address @returns {Promise<Outcome>} */
  async function goTo(sheet, address) {
    try {
      await excel(async (context) => {
        const one = context.workbook.worksheets.getItem(sheet);
        one.activate();
        if (address) one.getRange(address).select();
        await context.sync();
      });
      return { ok: true };
    } catch (error) {
      return outcome(error);
    }
  }

  /** The selected cell, as ``Lembar!F9``; empty when something else is selected. */
  async function selection() {
    try {
      return await excel(async (context) => {
        const cell = context.workbook.getSelectedRange().getCell(0, 0).load("address");
        const sheet = context.workbook.worksheets.getActiveWorksheet().load("name");
        await context.sync();
        return `${sheet.name}!${cell.address.slice(cell.address.lastIndexOf("!") + 1)}`;
      });
    } catch {
      return "";
    }
  }

  /** Ready when Office is; tells whether this is an Excel that the pane can work in. @returns {Promise<Outcome>} */
  async function ready() {
    const info = await Office.onReady();
    if (info.host !== Office.HostType.Excel) return { ok: false, pesan: "Panel ini hanya bekerja di dalam Excel." };
    if (!abilities().cells) {
      return { ok: false, pesan: "Excel ini terlalu lama untuk panel ini (perlu Excel 2021, 2024, atau Microsoft 365)." };
    }
    return { ok: true };
  }

  /**
   * Work on the open book, refusals as data.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T | Outcome>}
   */
  async function asked(work) {
    try {
      return await work();
    } catch (error) {
      return outcome(error);
    }
  }

  Object.assign(window, {
    lkjipHost: {
      ready, abilities, carryOut, openNew, goTo, selection, selfTest,
      take: (/** @type {(text: string) => void} */ told) => asked(() => take(told)),
    },
  });
})();
