// How the finished pages are validated: everything that html-validate recommends, less what follows.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Matters of style, which the generators decide: HTML allows both ways.
    "attribute-boolean-style": "off",
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    // Material's own ids start with two underscores, and its script looks for them. HTML allows that.
    "valid-id": ["error", { relaxed: true }],
    // The search box answers while one types, so there is nothing to submit.
    "wcag/h32": "off",
  },
};
