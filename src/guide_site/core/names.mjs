// The names under which the site keeps things in a reader's browser. None may change: readers' orders lie under them.

/**
 * Other projects may publish under the same origin, so all names but the last bear the path of the site's root.
 *
 * @param {string | URL} root of the site
 */
export function names(root) {
  const { pathname } = new URL(root);
  const caches = `partner-guides:${pathname}:`;
  return {
    /** The database of orders, and the channel on which tabs tell each other of changes. */
    orders: `partner-guides ${pathname}`,
    /** @param {string} guide whose order was last in hand */
    orderInHand: (guide) => `partner-guides.order ${pathname} ${guide}`,
    /** How the name of every cache begins. */
    caches,
    /** The cache of what a reader wants saved. */
    settings: `${caches}settings`,
    /** The language that a reader has chosen. */
    language: "partner-guides.language",
  };
}
