/** What this version of the site consists of. The finishing step writes it above the script. */
export interface Site {
  /** Follows from all files together. */
  version: string;
  /** By address below the site's own, a page without its index.html: SHA-256, bytes, and the group it is saved with. */
  files: Record<string, [hash: string, bytes: number, group: string]>;
  /** The groups that are saved whatever languages the reader wants. */
  always: string[];
  /** Groups that outlast a version have a cache of their own: what names it. */
  lasting: Record<string, string>;
  /** What a page must have so that it is shown whole; pages that need the same share a list. */
  needs: string[][];
  /** Which list of `needs` holds for a page. */
  pages: Record<string, number>;
  /** By language, a page of its own for each trouble that keeps a page from being shown. */
  sorry: Record<string, Record<"network" | "changed", string>>;
}

/** An open page. */
export interface Tab {
  readonly id: string;
  readonly url: string;
  postMessage(message: unknown): void;
}

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Events {
  install: Lasting;
  activate: Lasting;
  message: Lasting & Pick<MessageEvent, "data" | "ports"> & { readonly source: Tab };
  fetch: Event & { readonly request: Request; respondWith(response: Response | Promise<Response>): void };
}

/** What the scripts use of a ServiceWorkerGlobalScope, which the types of a page leave out. */
export interface Scope {
  readonly location: Pick<Location, "href" | "origin">;
  readonly caches: CacheStorage;
  readonly fetch: typeof fetch;
  readonly crypto: Crypto;
  readonly registration: Pick<ServiceWorkerRegistration, "update">;
  readonly clients: { matchAll(options: { type: "window"; includeUncontrolled: true }): Promise<readonly Tab[]> };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): void;
}
