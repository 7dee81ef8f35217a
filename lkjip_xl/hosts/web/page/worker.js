"use strict";
// The engine's side of the page: starts Pyodide once, then does one job at a time. The build puts Pyodide's two scripts
// before this text (createPyodideModule, loadPyodide), so that it is one classic script that runs from any address.
//
// page -> worker  {jenis:"mulai", dasar, bagian, arsip, kunci, potret}   {id, alur, nama, isi, jawaban, berkas}
// worker -> page  {jenis:"siap", ms, potret, tahap}  {jenis:"gagal_muat", pesan, potret}  {jenis:"muat", n, m}  {jenis:"potret"}
//                 {id, jenis:"kemajuan", n, m, teks}  {id, jenis:"hasil", ok, ..., isi}
{
  let call = null;
  const parts = new Map();

  async function unpacked(bytes) {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    return new Uint8Array(await through(new DecompressionStream("gzip"), bytes));
  }

  // The bytes are written into the stream: WebKit on file:// cannot read a blob of this size back.
  function through(stream, bytes) {
    const writer = stream.writable.getWriter();
    writer.write(bytes).catch(() => {}); // a fault comes out at the other end
    writer.close().catch(() => {});
    return new Response(stream.readable).arrayBuffer();
  }

  function fromBase64(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  async function take(name, message, outside) {
    let bytes;
    if (message.bagian) bytes = fromBase64(message.bagian[name]);
    else {
      const answer = await outside(new URL(name + ".bin", message.dasar));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      bytes = new Uint8Array(await answer.arrayBuffer());
    }
    parts.set(name, await unpacked(bytes));
  }

  async function start(message) {
    const began = performance.now();
    const stages = []; // what the start was spent on, in milliseconds since it began: [name, end]
    const reached = (name) => stages.push([name, Math.round(performance.now() - began)]);
    const outside = self.fetch.bind(self);
    const archives = message.arsip;
    const names = ["pyodide.asm.wasm", "python_stdlib.zip", ...archives];
    let done = 0;
    await Promise.all(names.map(async (name) => {
      await take(name, message, outside);
      postMessage({ jenis: "muat", n: ++done, m: names.length + 1 });
    }));
    reached("bagian");
    // Pyodide asks for its two parts by fetch; they are here already, and nothing else is ever asked for.
    self.fetch = async (address) => {
      const name = String(address).split("/").pop();
      const bytes = parts.get(name);
      if (!bytes) throw new TypeError(`tidak ada jaringan: ${name}`);
      const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      return new Response(bytes, { headers: { "content-type": type } });
    };
    const store = message.potret ? await openStore(message.potret) : null;
    const picture = store && await store.take();
    reached("potret");
    const python = await loadPyodide({
      createPyodideModule,
      indexURL: LKJIP_BASE,
      lockFileContents: message.kunci,
      packageBaseUrl: LKJIP_BASE,
      stdout: () => {},
      stderr: () => {},
      ...(picture ? { _loadSnapshot: picture } : store ? { _makeSnapshot: true } : {}),
    });
    reached("mesin");
    python.FS.mkdirTree("/app");
    for (const name of archives) python.FS.writeFile(`/app/${name}`, parts.get(name));
    parts.clear();
    let fresh = null;
    if (!picture) {
      python.runPython(`import sys; sys.path[:0] = ${JSON.stringify(archives.map((name) => "/app/" + name))}`);
      python.runPython("import lkjip_xl.hosts.web.bridge as bridge; bridge.warm(); bridge.asleep()");
      if (store) fresh = snapshot(python); // before the first book, which is nobody's business
    }
    python.runPython("bridge.awake()");
    call = python.runPython("from lkjip_xl.hosts.web.bridge import call; call");
    reached("siap");
    postMessage({ jenis: "siap", ms: stages.at(-1)[1], potret: Boolean(picture), tahap: stages });
    if (fresh) store.keep(fresh).then(() => postMessage({ jenis: "potret" }), () => {});
  }

  function snapshot(python) {
    try {
      return python.makeMemorySnapshot();
    } catch {
      return null; // without a picture the next start is as slow as this one, and nothing else
    }
  }

  // The picture of the memory after the start, among the files that the service worker keeps for this build. One that
  // does not load is deleted by the page, which starts without; since it was tried, none is kept again.
  async function openStore({ nama, alamat }) {
    if (!self.caches) return null;
    try {
      const cache = await caches.open(nama);
      return {
        async take() {
          const kept = await cache.match(alamat);
          if (!kept) return null;
          await cache.put(alamat + "-dicoba", new Response("1"));
          return unpacked(new Uint8Array(await kept.arrayBuffer()));
        },
        async keep(bytes) {
          if (await cache.match(alamat + "-dicoba")) return;
          await cache.put(alamat, new Response(await through(new CompressionStream("gzip"), bytes)));
        },
      };
    } catch {
      return null;
    }
  }

  function work(job) {
    const told = (n, m, teks) => postMessage({ id: job.id, jenis: "kemajuan", n, m, teks });
    const book = job.isi ? new Uint8Array(job.isi) : undefined;
    const files = (job.berkas || []).map((one) => [one.nama, new Uint8Array(one.isi)]);
    const answer = call(job.alur, job.nama || "", book, JSON.stringify(job.jawaban || {}), files, told);
    const [text, content] = [answer.get(0), answer.get(1)];
    let isi = null;
    if (content) {
      isi = content.toJs().slice().buffer;
      content.destroy();
    }
    const others = answer.get(2);
    const berkas = others.toJs().map(([nama, bytes]) => ({ nama, isi: bytes.slice().buffer }));
    others.destroy();
    const source = answer.get(3);
    let sumber = null;
    if (source) {
      sumber = source.toJs().slice().buffer;
      source.destroy();
    }
    answer.destroy();
    postMessage({ ...JSON.parse(text), id: job.id, jenis: "hasil", isi, berkas, sumber },
      [...(isi ? [isi] : []), ...(sumber ? [sumber] : []), ...berkas.map((one) => one.isi)]);
  }

  self.onmessage = async ({ data }) => {
    if (data.jenis === "mulai") {
      try {
        await start(data);
      } catch (error) {
        postMessage({ jenis: "gagal_muat", pesan: String(error && error.message || error), potret: Boolean(data.potret) });
      }
      return;
    }
    try {
      work(data);
    } catch (error) {
      // Pyodide does not live on after a fatal error; the page starts a new worker.
      postMessage({ id: data.id, jenis: "mati", pesan: String(error && error.message || error) });
    }
  };
}
