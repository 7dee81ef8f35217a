// A stateful double of Office.js: one open workbook of sheets, cells, tables, names and protection. Calls wait in a queue
// until sync, a property is unknown until it was loaded, and a fault can be put at any call: those before it in the queue
// are done, those behind it are dropped, as in Excel.
// It runs in node and, behind the address of office.js, in the page.
export class OfficeError extends Error {
  constructor(code, message = code) {
    super(message);
    this.code = code;
  }
}

const PREFIX = /^'/;
// What a cell holds that was filled before.
function filled(value) {
  if (typeof value !== "string" || value.startsWith("=") || value.startsWith("#")) return typed(value, false);
  return { value: value.replace(PREFIX, ""), kind: "String" };
}
// What Excel makes of something typed into a cell, which may be in text format.
function typed(value, text) {
  if (value === "" || value === null) return null;
  if (text && typeof value === "string" && !value.startsWith("=")) return { value: value.replace(PREFIX, ""), kind: "String" };
  if (typeof value !== "string") return { value, kind: typeof value === "boolean" ? "Boolean" : "Double" };
  if (value.startsWith("=")) return { value, kind: "Double" };
  if (PREFIX.test(value)) return { value: value.slice(1), kind: "String" };
  if (/^#(N\/A|REF!|VALUE!|NAME\?|NUM!|DIV\/0!|NULL!)$/.test(value)) return { value, kind: "Error" };
  if (/^(true|false)$/i.test(value)) return { value: /^true$/i.test(value), kind: "Boolean" };
  if (/^[-+]?[\d.,]+%?$/.test(value) || /^\d+[-/:]\d+/.test(value)) return { value: `${value} (sebagai angka)`, kind: "Double" };
  return { value, kind: "String" };
}

const column = (letters) => [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);
const letters = (n) => n ? letters(Math.floor((n - 1) / 26)) + String.fromCharCode(65 + (n - 1) % 26) : "";
function area(address) {
  const [left, right = left] = address.replace(/\$/g, "").split(":");
  const [, c1, r1] = /^([A-Z]+)(\d+)$/.exec(left);
  const [, c2, r2] = /^([A-Z]+)(\d+)$/.exec(right);
  return [column(c1), Number(r1), column(c2), Number(r2)];
}
function addresses(address) {
  const [c1, r1, c2, r2] = area(address);
  return Array.from({ length: r2 - r1 + 1 }, (_, r) => Array.from({ length: c2 - c1 + 1 }, (_, c) => letters(c1 + c) + (r1 + r)));
}

async function inflated(data) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The parts of a zip.
async function unzipped(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const parts = new Map();
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    const [packed, start] = [view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const body = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const data = bytes.subarray(body, body + packed);
    parts.set(name, view.getUint16(at + 10, true) ? await inflated(data) : data);
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

const plainText = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const hex = (buffer) => [...new Uint8Array(buffer)].map((one) => one.toString(16).padStart(2, "0")).join("");

// The sheets of a workbook that are inserted: name, contents, hidden marks.
async function sheetsOf(bytes) {
  const parts = await unzipped(bytes);
  const text = (name) => new TextDecoder().decode(parts.get(name));
  const book = text("xl/workbook.xml");
  const targets = new Map([...text("xl/_rels/workbook.xml.rels").matchAll(/Id="([^"]+)"[^>]*Target="\/([^"]+)"/g)].map((m) => [m[1], m[2]]));
  const sheets = [];
  for (const [, name, id] of book.matchAll(/<sheet name="([^"]*)"[^>]*r:id="([^"]+)"/g)) {
    const part = targets.get(id);
    const setup = /<pageSetup[^>]*paperSize="(\d+)" orientation="(\w+)"/.exec(text(part)) || [];
    sheets.push({
      name: plainText(name), cells: new Map(), text: new Set(), names: new Map(), filtered: false,
      content: hex(await crypto.subtle.digest("SHA-256", parts.get(part))),
      protected: /<sheetProtection[^>]*sheet="1"/.test(text(part)),
      paperSize: { 9: "A4", 14: "Folio" }[setup[1]], orientation: setup[2] === "landscape" ? "Landscape" : "Portrait",
      breaks: Number((/manualBreakCount="(\d+)"/.exec(text(part)) || [0, 0])[1]),
    });
  }
  for (const [, name, local, value] of book.matchAll(/<definedName name="([^"]+)" localSheetId="(\d+)"[^>]*>([^<]*)</g)) {
    sheets[Number(local)].names.set(name, plainText(value));
  }
  return sheets;
}

export class ExcelDouble {
  // model: {nama, sheets: [{name, cells: {A1: value}, protected, content, marks}], tables: [{name, sheet, ref}]}
  constructor(model, bytes, options = {}) {
    this.name = model.nama;
    this.bytes = bytes;
    this.options = options; // lackingNames, password, sets, structureLocked, filtered, readOnly, sliceError, copyError
    this.made = 0;
    this.sheets = model.sheets.map((one) => ({
      ...one, id: this.newId(), cells: new Map(Object.entries(one.cells).map(([at, value]) => [at, filled(value)])), text: new Set(one.text),
      names: new Map(Object.entries(one.marks || {})), filtered: (options.filtered || []).includes(one.name),
    }));
    this.tables = model.tables.map((one) => ({ ...one, sheet: this.sheet(one.sheet).id }));
    this.calls = 0; // calls that were carried out
    this.fault = 0; // the number of the call that fails
    this.sticky = false; // all after it fail, too
    this.trace = [];
    this.opened = [];
    this.selected = "";
    this.computed = 0;
  }

  newId() { this.made += 1; return `{${String(this.made).padStart(8, "0")}}`; }
  sheet(key) { return this.sheets.find((one) => one.id === key || one.name.toLowerCase() === key.toLowerCase()); }
  found(key) {
    const sheet = this.sheet(key);
    if (!sheet) throw new OfficeError("ItemNotFound");
    return sheet;
  }

  step(name) {
    this.calls += 1;
    this.trace.push(name);
    if (this.fault && (this.calls === this.fault || (this.sticky && this.calls > this.fault))) {
      throw new OfficeError(this.options.faultCode || "GeneralException");
    }
  }

  // The whole state, to be compared.
  state() {
    return {
      sheets: this.sheets.map((one) => ({
        name: one.name, cells: Object.fromEntries([...one.cells].filter(([, cell]) => cell).map(([at, cell]) => [at, cell.value]).sort()),
        protected: Boolean(one.protected), content: one.content || null, mark: one.names.get("_lkjip") || null,
      })),
      tables: this.tables.map((one) => ({ name: one.name, ref: one.ref })),
    };
  }

  rename(sheet, name) {
    if (this.sheets.some((one) => one !== sheet && one.name.toLowerCase() === name.toLowerCase())) throw new OfficeError("InvalidArgument", "name taken");
    this.follow(sheet.name, `'${name}'!`);
    sheet.name = name;
  }

  // Formulas follow a sheet that is renamed, and break when it goes.
  follow(name, to) {
    const [quoted, bare] = [`'${name}'!`, /^[A-Za-z_]\w*$/.test(name) ? `${name}!` : null];
    for (const sheet of this.sheets) {
      for (const cell of sheet.cells.values()) {
        if (!cell || typeof cell.value !== "string" || !cell.value.startsWith("=")) continue;
        // A name within a text, as in a HYPERLINK, follows nothing.
        cell.value = cell.value.split('"').map((part, i) => {
          if (i % 2) return part;
          const moved = part.replaceAll(quoted, to);
          return bare ? moved.replaceAll(new RegExp(`(?<![\\w'.])${bare}`, "g"), to) : moved;
        }).join('"');
      }
    }
  }

  install(target) {
    const host = this;
    const sets = this.options.sets || { ExcelApi: "1.20" };
    const newer = (a, b) => { const [x, y] = [a, b].map((t) => t.split(".").map(Number)); return x[0] > y[0] || (x[0] === y[0] && x[1] >= y[1]); };
    target.Office = {
      HostType: { Excel: "Excel" }, FileType: { Compressed: "compressed" }, AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
      onReady: async () => ({ host: "Excel", platform: "PC" }),
      context: {
        diagnostics: { host: "Excel", platform: "PC", version: "16.0.0.0 (tiruan)" },
        requirements: { isSetSupported: (name, version = "1.1") => name in sets && newer(sets[name], version) },
        document: {
          url: this.options.url || "",
          getFileAsync(_, { sliceSize }, done) {
            if (host.options.copyError) return done({ status: "failed", error: { message: host.options.copyError } });
            try { host.step("getFile"); } catch (error) { return done({ status: "failed", error }); }
            const { bytes } = host;
            return done({ status: "succeeded", value: {
              size: bytes.length, sliceCount: Math.ceil(bytes.length / sliceSize), closeAsync() { host.closed = (host.closed || 0) + 1; },
              getSliceAsync(i, then) {
                try { host.step("getSlice"); } catch (error) { return then({ status: "failed", error }); }
                const data = [...bytes.subarray(i * sliceSize, (i + 1) * sliceSize)];
                return then({ status: "succeeded", value: { data, size: data.length, index: i } });
              },
            } });
          },
        },
      },
    };
    target.Excel = {
      CalculationType: { full: "Full" },
      run: async (options, work) => {
        host.options.seen?.(options);
        const context = new Context(host);
        const result = await work(context);
        await context.sync();
        return result;
      },
      createWorkbook: async (base64) => { host.step("createWorkbook"); host.opened.push(bytesOf(base64)); },
    };
  }
}

class Context {
  constructor(host) {
    this.host = host;
    this.queue = [];
    this.workbook = new Workbook(this);
  }
  add(name, work) { this.queue.push([name, work]); }
  async sync() {
    const queue = this.queue;
    this.queue = [];
    await null;
    for (const [name, work] of queue) {
      this.host.step(name);
      await work();
    }
  }
}

// A proxy: properties are known after load and sync, and set through the queue.
class Proxy_ {
  constructor(context) { this.context = context; this.facts = {}; }
  get host() { return this.context.host; }
  // What is reached by a property is the same object each time.
  once(name, made) {
    this.reached ??= {};
    return (this.reached[name] ??= made());
  }
  load(text) {
    const names = text.split(",").map((one) => one.trim());
    this.context.add(`load ${this.constructor.name} ${text}`, () => { for (const name of names) this.facts[name] = this.now(name); });
    return this;
  }
  known(name) {
    if (!(name in this.facts)) throw new OfficeError("PropertyNotLoaded", `${this.constructor.name}.${name}`);
    return this.facts[name];
  }
}
function properties(type, names) {
  for (const name of names) Object.defineProperty(type.prototype, name, { get() { return this.known(name); }, configurable: true });
}

class Workbook extends Proxy_ {
  now(name) { return { name: this.host.name, readOnly: Boolean(this.host.options.readOnly) }[name]; }
  get worksheets() { return this.once("worksheets", () => new Sheets(this.context)); }
  get tables() { return this.once("tables", () => new Tables(this.context)); }
  get protection() { return this.once("protection", () => new BookProtection(this.context)); }
  get application() { return { calculate: () => this.context.add("calculate", () => { this.host.computed += 1; }) }; }
  insertWorksheetsFromBase64(text) {
    const result = { value: null };
    this.context.add("insert", async () => {
      const { host } = this;
      if (host.options.insertError) throw new OfficeError(host.options.insertError);
      if (host.options.structureLocked) throw new OfficeError("AccessDenied");
      result.value = (await sheetsOf(bytesOf(text))).map((sheet, i) => {
        if (host.options.halfInsert && i === host.options.halfInsert) throw new OfficeError("GeneralException");
        if (host.options.lackingNames) sheet.names.clear();
        let [name, n] = [sheet.name, 1];
        while (host.sheet(name)) { n += 1; name = `${sheet.name} (${n})`; }
        sheet.name = name;
        sheet.id = host.newId();
        host.sheets.push(sheet);
        return sheet.id;
      });
    });
    return result;
  }
  getSelectedRange() { return new Range(this.context, () => this.host.found("Pengukuran"), "C5:D6"); }
}
properties(Workbook, ["name", "readOnly"]);

class BookProtection extends Proxy_ { now() { return Boolean(this.host.options.structureLocked); } }
properties(BookProtection, ["protected"]);

class Sheets extends Proxy_ {
  now() { return null; }
  load(text) {
    const names = text.split(",").map((one) => one.replace("items/", ""));
    this.context.add(`load Sheets ${text}`, () => {
      this.facts.items = this.host.sheets.map((sheet) => {
        const one = new Sheet(this.context, () => sheet);
        for (const name of names) one.facts[name] = one.now(name);
        return one;
      });
    });
    return this;
  }
  getItem(key) { return new Sheet(this.context, () => this.host.found(key)); }
  add() {
    const made = { name: `Lembar${this.host.made}`, cells: new Map(), text: new Set(), names: new Map(), filtered: false };
    this.context.add("add sheet", () => { made.id = this.host.newId(); this.host.sheets.push(made); });
    return new Sheet(this.context, () => made);
  }
  getItemOrNullObject(key) {
    const one = new Sheet(this.context, () => this.host.found(key));
    this.context.add("getItemOrNull", () => { one.facts.isNullObject = !this.host.sheet(key); });
    return one;
  }
  getActiveWorksheet() { return new Sheet(this.context, () => this.host.found("Pengukuran")); }
}
properties(Sheets, ["items"]);

class Sheet extends Proxy_ {
  constructor(context, own) { super(context); this.own = own; }
  now(name) { const sheet = this.own(); return { id: sheet.id, name: sheet.name, position: this.host.sheets.indexOf(sheet) }[name]; }
  get name() { return this.known("name"); }
  set name(name) { this.context.add("rename", () => { this.host.rename(this.own(), name); this.facts.name = name; }); }
  get position() { return this.known("position"); }
  set position(place) {
    this.context.add("move", () => {
      const { sheets } = this.host;
      const [one] = sheets.splice(sheets.indexOf(this.own()), 1);
      sheets.splice(place, 0, one);
    });
  }
  get protection() { return this.once("protection", () => new Protection(this.context, this.own)); }
  get autoFilter() { return this.once("autoFilter", () => new Filter(this.context, this.own)); }
  get names() { return this.once("names", () => new Names(this.context, this.own)); }
  get pageLayout() { return this.once("pageLayout", () => new Layout(this.context, this.own)); }
  get horizontalPageBreaks() {
    const breaks = { items: [], load: () => { this.context.add("load breaks", () => { breaks.items = Array(this.own().breaks || 0).fill(0); }); return breaks; } };
    return breaks;
  }
  get tables() {
    return { add: (ref) => {
      const name = `Tabel${this.host.tables.length + 1}`;
      this.context.add("add table", () => this.host.tables.push({ name, sheet: this.own().id, ref }));
      return new Table(this.context, name);
    } };
  }
  getRange(address) { return new Range(this.context, this.own, address); }
  activate() { this.context.add("activate", () => { this.host.active = this.own().name; }); }
  delete() {
    this.context.add("delete", () => {
      const { host } = this;
      const sheet = this.own();
      if (host.options.keeps === sheet.name) throw new OfficeError("AccessDenied");
      host.sheets.splice(host.sheets.indexOf(sheet), 1);
      host.follow(sheet.name, "#REF!");
    });
  }
}
properties(Sheet, ["id", "isNullObject"]);

// Pages as the part says; `lackingPages` drops them as an Excel might.
class Layout extends Proxy_ {
  constructor(context, own) { super(context); this.own = own; }
  now(name) { return this.own()[name]; }
  range(name) {
    const one = { isNullObject: undefined, load: () => {
      this.context.add("load layout", () => {
        const text = this.host.options.lackingPages ? undefined : this.own().names.get(name);
        one.isNullObject = text === undefined;
        one.address = text;
      });
      return one;
    } };
    return one;
  }
  getPrintAreaOrNullObject() { return this.range("_xlnm.Print_Area"); }
  getPrintTitleRowsOrNullObject() { return this.range("_xlnm.Print_Titles"); }
}
properties(Layout, ["paperSize", "orientation"]);

class Filter extends Proxy_ {
  constructor(context, own) { super(context); this.own = own; }
  now() { return Boolean(this.own().filtered); }
}
properties(Filter, ["isDataFiltered"]);

class Protection extends Proxy_ {
  constructor(context, own) { super(context); this.own = own; }
  now(name) { return name === "protected" ? Boolean(this.own().protected) : { allowFormatCells: true }; }
  unprotect() {
    this.context.add("unprotect", () => {
      if (this.host.options.password === this.own().name) throw new OfficeError("AccessDenied");
      this.own().protected = false;
    });
  }
  protect(options) {
    this.context.add("protect", () => {
      if (!options || !options.allowFormatCells) throw new OfficeError("InvalidArgument");
      if (this.own().protected) throw new OfficeError("InvalidOperation");
      this.own().protected = true;
    });
  }
}
properties(Protection, ["protected", "options"]);

class Names extends Proxy_ {
  constructor(context, own) { super(context); this.own = own; }
  getItemOrNullObject(name) {
    const { context, own } = this;
    const one = { isNullObject: undefined, load() { context.add("load name", () => { one.isNullObject = !own().names.has(name); one.formula = `=${own().names.get(name)}`; }); return one; } };
    return one;
  }
  add(name, formula) {
    const { context, own } = this;
    context.add("add name", () => { own().names.set(name, formula.slice(1)); });
    return { set visible(shown) { context.add("hide name", () => { if (shown) throw new OfficeError("InvalidArgument"); }); } };
  }
}

class Tables extends Proxy_ {
  load(text) {
    this.context.add(`load Tables ${text}`, () => { this.facts.items = this.host.tables.map((one) => this.getItem(one.name)); });
    return this;
  }
  getItem(name) { return new Table(this.context, name); }
}
properties(Tables, ["items"]);

class Table extends Proxy_ {
  constructor(context, name) { super(context); this.name = name; }
  own() {
    const one = this.context.host.tables.find((table) => table.name.toLowerCase() === this.name.toLowerCase());
    if (!one) throw new OfficeError("ItemNotFound");
    return one;
  }
  get sheet() { return () => this.context.host.found(this.own().sheet); }
  get worksheet() { return new Sheet(this.context, this.sheet); }
  get autoFilter() { return this.once("autoFilter", () => new Filter(this.context, this.sheet)); }
  getRange() {
    const range = new Range(this.context, this.sheet, null);
    range.now = () => `${this.sheet().name}!${this.own().ref}`;
    return range;
  }
  resize(ref) {
    this.context.add("resize", () => {
      const table = this.own();
      const sheet = this.sheet();
      const [c1, , c2, last] = area(table.ref);
      const bottom = area(ref)[3];
      for (let r = last + 1; r <= bottom; r++) {
        for (let c = c1; c <= c2; c++) { // calculated columns fill the new rows
          const above = sheet.cells.get(letters(c) + last);
          if (above && typeof above.value === "string" && above.value.startsWith("=")) sheet.cells.set(letters(c) + r, { ...above });
        }
      }
      table.ref = ref;
    });
  }
}

// What the self-test's own formulas give.
function computed(cell, row) {
  if (!cell) return "";
  if (cell.value === "=[@Isi]*2") return 8;
  return String(cell.value).startsWith("=IF(ROW()") ? row : cell.value;
}

class Range extends Proxy_ {
  constructor(context, own, address) { super(context); this.own = own; this.place = address; }
  now(name) {
    const sheet = this.own();
    if (name === "address") return `${sheet.name}!${this.place}`;
    const rows = addresses(this.place).map((row) => row.map((at) => sheet.cells.get(at) || null));
    if (name === "values") return rows.map((row, r) => row.map((cell) => computed(cell, r + 1)));
    if (name === "formulas") return rows.map((row) => row.map((cell) => cell ? cell.value : ""));
    if (name === "numberFormat") return addresses(this.place).map((row) => row.map((at) => sheet.text.has(at) ? "@" : "General"));
    return rows.map((row) => row.map((cell) => cell ? cell.kind : "Empty"));
  }
  get formulas() { return this.known("formulas"); }
  set formulas(rows) {
    this.context.add("write", () => {
      const sheet = this.own();
      if (sheet.protected) throw new OfficeError("AccessDenied");
      const places = addresses(this.place);
      if (rows.length !== places.length || rows.some((row, r) => row.length !== places[r].length)) throw new OfficeError("InvalidArgument", "shape");
      rows.forEach((row, r) => row.forEach((value, c) => {
        if (value === null || value === undefined) throw new OfficeError("InvalidArgument", "null leaves a cell as it is");
        sheet.cells.set(places[r][c], typed(value, sheet.text.has(places[r][c])));
      }));
    });
  }
  getCell(r, c) {
    const [c1, r1] = area(this.place);
    return new Range(this.context, this.own, letters(c1 + c) + (r1 + r));
  }
  select() { this.context.add("select", () => { this.host.selected = `${this.own().name}!${this.place}`; }); }
}
properties(Range, ["values", "address", "valueTypes", "numberFormat"]);
