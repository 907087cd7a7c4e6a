// What a page and the service worker call by the same name: the caches on a reader's device, and what they say to
// each other.

/**
 * @typedef {"status" | "save" | "take-over"} Demand what a page asks of a worker, as `{do: …}`
 * @typedef {{saved: string[], bytes: number, wanted: string[]}} Status what is saved of the worker's version
 * @typedef {"network" | "changed" | "full" | "removed"} Obstacle why files cannot be had or kept
 * @typedef {{loaded: number, total: number}} Progress in bytes
 * @typedef {{progress: Progress} | {trouble: Obstacle | "stopped"} | {done: true}} News from a worker, as
 *   `{offline: …}`
 */

/**
 * Other sites may share the origin, and their caches are theirs.
 *
 * @param {string} scope the address of the site
 */
export function namesOf(scope) {
  const ours = `partner-guides:${new URL(scope).pathname}:`;
  return {
    /** What the names of all caches begin with. */
    ours,
    /** The cache that holds the languages that the reader wants, and where it holds them. */
    settings: `${ours}settings`,
    languages: `${scope}offline-settings`,
  };
}
