// Written by `make types` from src/calc/answers.py.

/** An account, all of it as plain `text` too. The fields of the calculator's result stand beside it. */
export interface Answer {
  headline: string;
  rows: Row[];
  steps: Step[];
  notices: Notice[];
  deadlines: Deadline[];
  sources: Figure[];
  checks?: Check[];
  draft?: Draft;
  warnings: string[];
  text: string;
}

/** What to look at again in an order form. It stops nobody. */
export interface Check {
  readings?: Reading[];
  error: string;
  field: string | null;
  message: string;
  missing: boolean;
  reason: string;
  rules: string[];
}

/** A day or a moment to keep. `at` is in ISO form, `text` in the reader's. */
export interface Deadline {
  id: string;
  label: string;
  at: string;
  text: string;
  rules: string[];
}

/** A text that is ready to send. `mailto` is a link, `eml` a file, `notice` what the link leaves out. */
export interface Draft {
  to: string | null;
  subject: string;
  body: string;
  language: string;
  mailto: string;
  eml: string;
  notice: string | null;
}

/** A rule that the answer rests on. `language` is that of the quotes. */
export interface Figure {
  id: string;
  label: string;
  value: string;
  certainty: string;
  certainty_text: string;
  quotes: string[];
  language: string;
  source: string;
  note: string | null;
}

/** Why there is none: the first thing that is wrong, and all of them. */
export interface NoAnswer {
  readings?: Reading[];
  error: string;
  field: string | null;
  message: string;
  errors: Problem[];
}

/** A warning. */
export interface Notice {
  code: string;
  text: string;
  rules: string[];
}

/** What is wrong with one field. `error` is a code; the request itself has no `field`. */
export interface Problem {
  readings?: Reading[];
  error: string;
  field: string | null;
  message: string;
}

/** A meaning of an ambiguous number: what to type for it, and how it reads. */
export interface Reading {
  input: string;
  text: string;
}

/** A figure. */
export interface Row {
  label: string;
  value: string;
  rules: string[];
}

/** One thing that was done. */
export interface Step {
  text: string;
  rules: string[];
}
