// Brings the files of the runtime: from the network, whole and unchanged, or from what the page hands over.

/** @import {Runtime} from "./protocol.mjs" */

const SIZE = 4;
const TYPES = { mjs: "text/javascript", wasm: "application/wasm" };

/**
 * Whatever asks for a file of the runtime from here on gets it; Pyodide does so by `fetch`.
 *
 * @param {Runtime} runtime
 * @param {string} bundle the file that holds those which are not published by themselves
 * @param {Record<string, ArrayBuffer>} given files that need not be fetched
 * @param {{arrived(bytes: number): void, failed(fault: string): void}} tell how many bytes have come, or why none will
 */
export function supply({ address, files }, bundle, given, { arrived, failed }) {
  const { fetch } = self;
  let loaded = 0;
  const inside = published(bundle).then(unpacked).then(contents);

  self.fetch = async (resource, options) => {
    const url = resource instanceof Request ? resource.url : String(resource);
    if (!url.startsWith(address)) return fetch(resource, options);
    const name = url.slice(address.length);
    return name in files ? published(name) : new Response((await inside).get(name));
  };

  return {
    /** @param {string} name of a file in the bundle */
    inside: async (name) => (await inside).get(name) ?? missing(`${bundle} holds no ${name}`),
    /** @param {string} name of a script that is imported: imports cannot be handed anything */
    script: (name) =>
      name in given ? URL.createObjectURL(new Blob([given[name] ?? ""], { type: typeOf(name) })) : address + name,
  };

  /** @param {string} name */
  async function published(name) {
    if (given[name]) return new Response(given[name], { headers: { "content-type": typeOf(name) } });
    const integrity = files[name]?.integrity;
    const response = await fetch(address + name, integrity ? { integrity } : {}).catch((error) =>
      missing(String(error)),
    );
    if (!response.ok) return missing(`${response.url}: ${response.status}`);
    // On a copy, so that the browser still caches the compiled original.
    count(response.clone());
    return response;
  }

  /** @param {Response} response */
  async function count({ body }) {
    const reader = body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      loaded += part.value.length;
      arrived(loaded);
    }
  }

  /**
   * Without a file there is no Python. The page ends this worker then; until it does, nothing more is said.
   *
   * @param {string} fault
   * @returns {Promise<never>}
   */
  function missing(fault) {
    failed(fault);
    return new Promise(() => {});
  }
}

/** @param {Response} response */
async function unpacked({ body }) {
  return new Response(body?.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/**
 * @param {ArrayBuffer} bundle the length of its table of contents; names with lengths; the files
 * @returns {Map<string, Uint8Array<ArrayBuffer>>}
 */
function contents(bundle) {
  let at = SIZE + new DataView(bundle).getUint32(0, true);
  const table = Object.entries(JSON.parse(new TextDecoder().decode(new Uint8Array(bundle, SIZE, at - SIZE))));
  return new Map(
    table.map(([name, length]) => {
      at += length;
      return [name, new Uint8Array(bundle, at - length, length)];
    }),
  );
}

/** @param {string} name */
function typeOf(name) {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return TYPES[/** @type {keyof typeof TYPES} */ (ending)] ?? "application/octet-stream";
}
