// Reads what packing.py has packed: text of one character a byte, with an escape before what may not stand there.

const ESCAPE = 0x1b;

/**
 * @param {string} text
 * @returns {Promise<ArrayBuffer>}
 */
export async function unpack(text) {
  const values = valuesByCharacter();
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const value = values[text.charCodeAt(index)];
    bytes[length++] = value === ESCAPE ? values[text.charCodeAt(++index)] ^ 0x40 : value;
  }
  const unzipped = new Blob([bytes.subarray(0, length)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unzipped).arrayBuffer();
}

/** The byte behind each character, as the browser itself reads them. */
function valuesByCharacter() {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const values = new Uint8Array(0x10000);
  const characters = new TextDecoder("windows-1252").decode(all);
  for (const byte of all) values[characters.charCodeAt(byte)] = byte;
  return values;
}
