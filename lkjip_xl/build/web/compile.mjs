// Compiles zips of Python sources with the very Python that will run them: node compile.mjs PYODIDE IN OUT NAME...
// Compiled modules say that their source was not looked at (UNCHECKED_HASH), so that the same source gives the same
// bytes on every machine. The zips are stored, not deflated: they are compressed as a whole later.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, source, target, ...names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide({
  lockFileContents: readFileSync(join(folder, "pyodide-lock.json"), "utf8"),
  packageBaseUrl: folder,
  env: { PYTHONHASHSEED: "0" },
});
const compiled = python.runPython(`
import io, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

def compiled(data):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data.to_bytes())) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name.endswith(".py"):
                code = compile(content, name, "exec", dont_inherit=True, optimize=2)  # nobody reads docstrings there
                content, name = _code_to_hash_pyc(code, source_hash(content), False), name + "c"
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 0, 0
            new.writestr(entry, content)
    return target.getvalue()

compiled
`);
for (const name of names) {
  const result = compiled(new Uint8Array(readFileSync(join(source, name))));
  writeFileSync(join(target, name), result.toJs());
  result.destroy();
}
