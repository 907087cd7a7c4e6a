import assert from "node:assert/strict";
import { test } from "node:test";
import { names } from "../../../src/guide_site/core/names.mjs";

test("What readers have stored lies under these names for ever", () => {
  const { orderInHand, ...rest } = names("https://guides.example/");
  assert.deepEqual(rest, {
    orders: "partner-guides /",
    caches: "partner-guides:/:",
    settings: "partner-guides:/:settings",
    language: "partner-guides.language",
  });
  assert.equal(orderInHand("cisco-webex"), "partner-guides.order / cisco-webex");
});

test("Sites under one origin keep their things apart, the language aside", () => {
  const [one, other] = ["https://guides.example/a/", "https://guides.example/b/"].map(names);
  for (const name of /** @type {const} */ (["orders", "caches", "settings"])) {
    assert.notEqual(one[name], other[name]);
    assert.ok(one[name].includes("/a/"));
  }
  assert.equal(one.orderInHand("cisco-webex"), "partner-guides.order /a/ cisco-webex");
  assert.equal(one.language, other.language);
});
