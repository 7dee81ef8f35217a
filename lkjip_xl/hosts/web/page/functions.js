"use strict";
// LK_ in cells: each custom function of Excel asks the page's engine, and calls of one moment go together. It runs in
// functions.html, which Excel keeps open without showing it.
(() => {
  const DATA = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent || "{}");
  const Code = CustomFunctions.ErrorCode;
  // #REF! and #NAME? may come in, but Excel does not take them as an answer.
  const ERRORS = {
    "#VALUE!": Code.invalidValue, "#N/A": Code.notAvailable, "#DIV/0!": Code.divisionByZero, "#NUM!": Code.invalidNumber,
    "#NULL!": Code.nullReference,
  };
  const GATHER_MS = 5;
  /** @type {{nama: string, argumen: any[], done: (rows: any[][]) => void, fail: (error: any) => void}[]} */
  let gathered = [];
  /** @type {Map<number, typeof gathered>} */
  const running = new Map();
  /** @type {Promise<Worker> | null} */
  let engine = null;
  let number = 0, picture = true;

  /** @param {string} why */
  const failed = (why) => new CustomFunctions.Error(Code.notAvailable, `Mesin LKjIP tidak berjalan: ${why}`);

  /** @returns {Promise<Worker>} */
  async function started() {
    const response = await fetch("worker.js");
    if (!response.ok) throw new Error(`worker.js: ${response.status}`);
    const worker = new Worker(URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" })));
    return new Promise((resolve, reject) => {
      /** @param {string} why */
      const end = (why) => {
        worker.terminate();
        engine = null; // the next call starts another one
        for (const calls of running.values()) for (const one of calls) one.fail(failed(why));
        running.clear();
        reject(new Error(why));
      };
      worker.onerror = (event) => end(event.message || "berhenti");
      worker.onmessage = ({ data }) => {
        if (data.jenis === "siap") resolve(worker);
        else if (data.jenis === "gagal_muat" && data.potret && picture) {
          picture = false;
          worker.terminate();
          started().then(resolve, reject);
        } else if (data.jenis === "gagal_muat" || data.jenis === "mati") end(data.pesan);
        else if (data.jenis === "hasil") answered(data);
      };
      worker.postMessage({
        jenis: "mulai", dasar: document.baseURI, bagian: null, arsip: DATA.arsip, kunci: DATA.kunci,
        potret: picture ? { nama: `lkjip-xl-${DATA.bangunan}`, alamat: new URL("potret", document.baseURI).href } : null,
      });
    });
  }

  /** @param {any} message */
  function answered(message) {
    const calls = running.get(message.id) || [];
    running.delete(message.id);
    calls.forEach((one, i) => {
      if (message.ok) one.done(message.hasil[i].map((/** @type {any[]} */ row) => row.map(shown)));
      else one.fail(failed(message.pesan));
    });
  }

  /** @param {any} value */
  function shown(value) {
    if (value === null || typeof value !== "object") return value;
    return new CustomFunctions.Error(/** @type {Record<string, any>} */ (ERRORS)[value.galat] || Code.invalidValue);
  }

  /** @param {any} value */
  function plain(value) {
    if (value === null || value === undefined) return "";
    return typeof value === "object" ? { galat: value.code || "#VALUE!" } : value;
  }

  async function send() {
    const calls = gathered;
    gathered = [];
    const id = ++number;
    try {
      if (!engine) engine = started();
      const worker = await engine;
      running.set(id, calls);
      worker.postMessage({ id, alur: "fungsi", nama: "", isi: null, berkas: [],
        jawaban: { panggilan: calls.map((one) => [one.nama, one.argumen]) } });
    } catch (error) {
      engine = null;
      for (const one of calls) one.fail(failed(String(error && /** @type {any} */ (error).message || error)));
    }
  }

  for (const one of DATA.fungsi) {
    // Excel gives null for an argument that was left out, and after the last one what it knows of the call.
    CustomFunctions.associate(one.id, (/** @type {any[]} */ ...given) => new Promise((done, fail) => {
      const argumen = Array.from({ length: one.banyak }, (_, i) => given[i] === null || given[i] === undefined ? null
        : (Array.isArray(given[i]) ? given[i] : [[given[i]]]).map((/** @type {any[]} */ row) => row.map(plain)));
      gathered.push({ nama: one.id, argumen, done, fail });
      if (gathered.length === 1) setTimeout(send, GATHER_MS);
    }));
  }
})();
