// The page's engine in node, without a browser: node engine.mjs ARCHIVES JOBS; prints a JSON list of answers.
// A job: {flow, name, path, answers, files: [[name, path]]}. An answer: {ok, kode, pesan, sha}.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [archives, jobs] = process.argv.slice(2);
const folder = join(process.env.LKJIP_WEB, "node_modules", "pyodide");
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide({
  lockFileContents: readFileSync(join(folder, "pyodide-lock.json"), "utf8"),
  packageBaseUrl: folder,
  stdout: () => {},
  stderr: () => {},
});
python.FS.mkdirTree("/app");
const names = ["lkjip.zip", "openpyxl.zip", "num2words.zip"];
for (const name of names) python.FS.writeFile(`/app/${name}`, new Uint8Array(readFileSync(join(archives, name))));
python.runPython(`import sys; sys.path[:0] = ${JSON.stringify(names.map((name) => "/app/" + name))}`);
const call = python.runPython("from lkjip_xl.hosts.web.bridge import call; call");
// A Buffer of node is no Uint8Array of its own: it shares a pool.
const bytes = (path) => new Uint8Array(readFileSync(path));
const answers = [];
for (const job of JSON.parse(readFileSync(jobs, "utf8"))) {
  const files = (job.files || []).map(([name, path]) => [name, bytes(path)]);
  const told = [];
  const answer = call(job.flow, job.name || "", job.path ? bytes(job.path) : undefined, JSON.stringify(job.answers || {}),
    files, (n, m, text) => told.push(text));
  const { ok, kode, pesan, rinci } = JSON.parse(answer.get(0));
  const content = answer.get(1);
  let sha = null;
  if (content) {
    sha = createHash("sha256").update(content.toJs()).digest("hex");
    content.destroy();
  }
  answer.destroy();
  answers.push({ ok, kode: kode || null, pesan, rinci: rinci || null, sha, lines: told.length });
}
console.log(JSON.stringify(answers));
