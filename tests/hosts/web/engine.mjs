// The page's engine in node, without a browser: node engine.mjs ARCHIVES JOBS; prints a JSON list of answers.
// A job: {flow, name, path, answers, files: [[name, path]], fixed, code}: fixed is Python to run before, code defines
// outcome(name, data, files) for a flow that the bridge has not. An answer: {ok, kode, pesan, sha, berkas: {name: sha}}.
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
  if (job.fixed) python.runPython(job.fixed);
  if (job.code) {
    python.runPython(job.code);
    const outcome = python.runPython(`import json
lambda name, data, files: json.dumps(outcome(name, data.to_bytes(), {str(one[0]): one[1].to_bytes() for one in files}))`);
    const [sha, kode, pesan, berkas] = JSON.parse(outcome(job.name, bytes(job.path), files));
    outcome.destroy();
    answers.push({ ok: !kode, kode, pesan, rinci: null, sha, berkas, lines: 0 });
    continue;
  }
  const answer = call(job.flow, job.name || "", job.path ? bytes(job.path) : undefined, JSON.stringify(job.answers || {}),
    files, (n, m, text) => told.push(text));
  const { ok, kode, pesan, rinci } = JSON.parse(answer.get(0));
  const content = answer.get(1);
  const hash = (data) => createHash("sha256").update(data).digest("hex");
  let sha = null;
  if (content) {
    sha = hash(content.toJs());
    content.destroy();
  }
  const others = answer.get(2);
  const berkas = Object.fromEntries(others.toJs().map(([name, data]) => [name, hash(data)]));
  others.destroy();
  answer.destroy();
  answers.push({ ok, kode: kode || null, pesan, rinci: rinci || null, sha, berkas, lines: told.length });
}
console.log(JSON.stringify(answers));
