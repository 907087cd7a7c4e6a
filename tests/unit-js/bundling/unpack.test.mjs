import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { unpack } from "../../../src/guide_site/bundling/unpack.mjs";

const ESCAPE = "\x1b";

/**
 * Bytes as `packing.py` writes them, and as a browser reads what it has written.
 *
 * @param {Uint8Array} content
 */
function packed(content) {
  const bytes = [...gzipSync(content)].flatMap((byte) =>
    '\0\r\n"\\<\x1b'.includes(String.fromCharCode(byte)) ? [ESCAPE.charCodeAt(0), byte ^ 0x40] : [byte],
  );
  return new TextDecoder("windows-1252").decode(Uint8Array.from(bytes));
}

/** @type {Record<string, Uint8Array>} */
const contents = {
  nothing: new Uint8Array(),
  "every byte": Uint8Array.from({ length: 256 }, (_, byte) => byte),
  "what does not squeeze": Uint8Array.from({ length: 50_000 }, (_, at) => (at * at * 2_654_435_761) >>> 24),
  text: new TextEncoder().encode("Åkeri & Söner <script>"),
};
for (const [what, content] of Object.entries(contents)) {
  test(`What was packed comes back as it was: ${what}`, async () => {
    const text = packed(content);
    assert.doesNotMatch(text, /[\0\r\n"\\<]/);
    assert.deepEqual(new Uint8Array(await unpack(text)), content);
  });
}

test("A text that was cut short is refused", async () => {
  await assert.rejects(unpack(packed(contents["what does not squeeze"]).slice(0, -20)));
});
