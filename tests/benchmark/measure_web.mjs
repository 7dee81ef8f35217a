// The browser's engine in node, measured: node measure_web.mjs ARCHIVES bare|ready|BOOK...; prints JSON.
// Seconds of the processor (all threads), and the size of WebAssembly's memory in MiB.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const [archives, ...books] = process.argv.slice(2);
const folder = join(process.env.LKJIP_WEB, "node_modules", "pyodide");
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const began = process.cpuUsage();
const since = (start) => { const { user, system } = process.cpuUsage(start); return (user + system) / 1e6; };
const python = await loadPyodide({
  lockFileContents: readFileSync(join(folder, "pyodide-lock.json"), "utf8"), packageBaseUrl: folder, stdout: () => {}, stderr: () => {},
});
const heap = () => python._module.HEAPU8.length / 2 ** 20;
if (books[0] === "bare") {
  python.runPython("1");
  console.log(JSON.stringify({ cpu: since(began), heap: heap() }));
} else {
  python.FS.mkdirTree("/app");
  const names = ["lkjip.zip", "openpyxl.zip", "num2words.zip"];
  for (const name of names) python.FS.writeFile(`/app/${name}`, new Uint8Array(readFileSync(join(archives, name))));
  python.runPython(`import sys; sys.path[:0] = ${JSON.stringify(names.map((name) => "/app/" + name))}`);
  python.runPython("import lkjip_xl.hosts.web.bridge as bridge; bridge.warm()");
  const call = python.runPython("bridge.call");
  const ready = since(began);
  const seen = {};
  for (const path of books[0] === "ready" ? [] : books) {
    const book = new Uint8Array(readFileSync(path));
    for (const flow of ["hitung", "periksa", "laporan"]) {
      const start = process.cpuUsage();
      const answer = call(flow, basename(path), book, "{}", [], undefined);
      const { ok, pesan } = JSON.parse(answer.get(0));
      if (!ok) throw new Error(`${flow} ${path}: ${pesan}`);
      answer.destroy();
      seen[flow] = { cpu: since(start), heap: heap() };
    }
  }
  console.log(JSON.stringify({ cpu: ready, heap: heap(), seen }));
}
process.exit(0);
