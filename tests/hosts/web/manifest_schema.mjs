// node manifest_schema.mjs MANIFEST: prints what the published schema of its version finds wrong, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = join(process.env.LKJIP_WEB, "node_modules", "@microsoft", "app-manifest");
const require = createRequire(join(folder, "package.json"));
const [Ajv, formats] = [require("ajv-draft-04"), require("ajv-formats")].map((one) => one.default || one);
const manifest = JSON.parse(readFileSync(process.argv[2], "utf8"));
const schema = join(folder, "build", "json-schemas", "teams", `v${manifest.manifestVersion}`, "MicrosoftTeams.schema.json");
const ajv = new Ajv({ allErrors: true, strict: false });
formats(ajv);
const valid = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
valid(manifest);
console.log(JSON.stringify((valid.errors || []).map((one) => `${one.instancePath} ${one.message}`)));
