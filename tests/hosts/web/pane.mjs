// The task pane's excel.js over the double of Office.js, in node: node pane.mjs SCRIPT MODEL BOOK PLAN [SOURCE].
// Plays the plan once without a fault; with `gagal` also once for every call with a fault there, and with a host that fails
// for good from there on. A plan with `harap` is the self-test's. Prints {after, calls, faults: [...], dead: [...]}.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { ExcelDouble } from "./office_double.mjs";

const [script, modelPath, bookPath, planPath, sourcePath] = process.argv.slice(2);
globalThis.window = globalThis;
globalThis.navigator ??= { userAgent: "node" };
const model = JSON.parse(readFileSync(modelPath, "utf8"));
const book = new Uint8Array(readFileSync(bookPath));
const plan = JSON.parse(readFileSync(planPath, "utf8"));
const options = plan.pilihan || {};
const source = sourcePath ? new Uint8Array(readFileSync(sourcePath)) : null;
runInThisContext(readFileSync(script, "utf8"), { filename: script });
const host = globalThis.lkjipHost;

async function play(fault, sticky, more = {}) {
  const double = new ExcelDouble(model, book, { ...options, ...more });
  double.install(globalThis);
  double.fault = fault;
  double.sticky = sticky;
  const outcome = await host.carryOut({ ...plan, sumber: source && source.slice().buffer }, () => {});
  return { double, outcome };
}

if (plan.harap) {
  const double = new ExcelDouble(model, book, options);
  double.install(globalThis);
  const whole = JSON.stringify(double.state());
  const answers = await host.selfTest({ ...plan, sumber: source.slice().buffer }, () => {});
  console.log(JSON.stringify({ answers, sheets: double.sheets.map((one) => one.name), whole: JSON.stringify(double.state()) === whole }));
  process.exit(0);
}
const before = JSON.stringify(new ExcelDouble(model, book, options).state());
const clean = await play(0, false);
const after = clean.double.state();
const done = JSON.stringify(after);
const names = new Set(after.sheets.map((sheet) => sheet.name));
const one = ({ double, outcome }, n) => ({
  n, call: double.trace[n - 1], ok: outcome.ok, kode: outcome.kode || null, sebagian: Boolean(outcome.sebagian),
  tertinggal: outcome.tertinggal || [], before: JSON.stringify(double.state()) === before, after: JSON.stringify(double.state()) === done,
  left: double.sheets.map((sheet) => sheet.name).filter((name) => !names.has(name)),
});
const [faults, dead] = [[], []];
for (let n = 1; plan.gagal && n <= clean.double.calls; n++) {
  faults.push(one(await play(n, false), n));
  dead.push(one(await play(n, true), n));
}
console.log(JSON.stringify({ outcome: clean.outcome, after, calls: clean.double.calls, trace: clean.double.trace, faults, dead, computed: clean.double.computed, view: [clean.double.active, clean.double.selected] }));
