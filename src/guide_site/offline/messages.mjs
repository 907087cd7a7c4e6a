// What a page and the service worker say to each other, and where the one leaves what the other reads.

/**
 * @typedef {"status" | "save" | "take-over"} Demand what a page asks of a worker, as `{do: …}`
 * @typedef {{saved: string[], bytes: number, wanted: string[]}} Status what is saved of the worker's version
 * @typedef {"network" | "changed" | "full" | "removed"} Obstacle why files cannot be had or kept
 * @typedef {{loaded: number, total: number}} Progress in bytes
 * @typedef {{progress: Progress} | {trouble: Obstacle | "stopped"} | {done: true}} News from a worker, as
 *   `{offline: …}`
 */

/** The languages that a reader wants: their address below the site's, in the cache of settings. */
export const WANTED = "offline-settings";
