// LK_ as custom functions in Chromium, with a double of Excel's side: node functions.mjs ADDRESS CALLS FOLDER; prints the
// answers as JSON. CALLS: [[name, [rows or null, ...]], ...], an error as {galat: code}.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [address, calls] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(process.env.LKJIP_WEB, "node_modules", "playwright-core", "index.mjs")).href);
const DOUBLE = `
  const ErrorCode = { invalidValue: "#VALUE!", notAvailable: "#N/A", divisionByZero: "#DIV/0!", invalidNumber: "#NUM!",
    nullReference: "#NULL!", invalidName: "#NAME?", invalidReference: "#REF!" };
  class CellError { constructor(code, message) { this.code = code; this.message = message; } }
  window.functions = {};
  window.workersMade = [];
  const Real = window.Worker;
  window.Worker = class extends Real { constructor(...all) { super(...all); window.workersMade.push(this); } };
  window.CustomFunctions = { ErrorCode, Error: CellError, associate: (id, one) => { window.functions[id] = one; } };
  window.asked = (given) => Promise.all(given.map(async ([name, rows]) => {
    const cells = rows.map((one) => one && one.map((row) => row.map((value) => value && value.galat ? new CellError(value.galat) : value)));
    const told = (value) => value instanceof CellError ? { galat: value.code, ...(value.message ? { pesan: value.message } : {}) } : value;
    try {
      // Excel fills what was left out, by the metadata, and adds what it knows of the call at the end.
      const { parameters } = window.metadata.functions.find((one) => one.id === name);
      const whole = parameters.map((_, i) => cells[i] ?? null);
      return (await window.functions[name](...whole, { functionName: name })).map((row) => row.map(told));
    } catch (error) {
      return told(error);
    }
  }));`;
const seen = { errors: [], requests: [] };
const browser = await chromium.launch({ executablePath: process.env.LKJIP_CHROMIUM, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("request", (request) => seen.requests.push(request.url()));
  await page.route("https://appsforoffice.microsoft.com/**", (route) => route.fulfill({ contentType: "text/javascript", body: DOUBLE }));
  await page.goto(address);
  await page.evaluate(async () => { window.metadata = await (await fetch("functions.json")).json(); });
  seen.names = await page.evaluate(() => Object.keys(window.functions));
  const given = JSON.parse(readFileSync(calls, "utf8"));
  seen.answers = await page.evaluate((all) => window.asked(all), given);
  const large = [["LK_SERAPAN", [Array.from({ length: 2000 }, (_, i) => [i]), [[1000]], null, null]]];
  const began = Date.now();
  seen.large = (await page.evaluate((all) => window.asked(all), large))[0].length;
  seen.ms = Date.now() - began;
  // The engine ends in the middle of a call: that call says so, and the next one starts another engine.
  seen.died = await page.evaluate(async (all) => {
    const answer = window.asked(all);
    setTimeout(() => window.workersMade.at(-1).dispatchEvent(new ErrorEvent("error", { message: "out of memory" })), 8);
    return answer;
  }, large);
  seen.again = await page.evaluate((all) => window.asked(all), given.slice(0, 1));
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}
