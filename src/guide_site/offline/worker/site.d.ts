/** What this version of the site consists of. The finishing step writes it above the scripts. */
declare const SITE: {
  /** Follows from all files together. */
  version: string;
  /** The hash that names the runtime's folder. */
  runtime: string;
  /** By address below the site's own, a page without its index.html: SHA-256, bytes, and what it is saved with. */
  files: Record<string, [hash: string, bytes: number, group: string]>;
  /** What a page must have so that it is shown whole; pages that need the same share a list. */
  needs: string[][];
  /** Which list of `needs` holds for a page. */
  pages: Record<string, number>;
  /** By language, a page of its own for each trouble that keeps a page from being shown. */
  sorry: Record<string, Record<"network" | "changed", string>>;
};
