// What a page gets: the files of this version and no others, or a plain word why there is none.

import { Trouble } from "./saved.mjs";

/**
 * @import { Saved } from "./saved.mjs"
 * @import { Scope, Site } from "./types.d.mts"
 */

/** The answers of a version to what pages ask for. */
export class Serving {
  #site;
  #worker;
  #saved;
  // What pages need beside themselves is held in memory once it was read: no page waits for it to be looked up again.
  #common;
  /** @type {Map<string, {bytes: ArrayBuffer, headers: Headers}>} */
  #held = new Map();

  /**
   * @param {Site} site
   * @param {Scope} worker
   * @param {Saved} saved
   */
  constructor(site, worker, saved) {
    this.#site = site;
    this.#worker = worker;
    this.#saved = saved;
    this.#common = new Set(site.needs.flat());
  }

  /** @param {Request} request @returns {Promise<Response> | Response | undefined} nothing where it is not for us to answer */
  answer({ url, method, mode }) {
    const { origin, href } = new URL(url);
    if (origin !== this.#worker.location.origin) return Response.error();
    // The origin may hold other sites, and nothing here takes what is sent.
    if (!href.startsWith(this.#saved.scope) || method !== "GET") return undefined;
    return mode === "navigate" ? this.#page(url) : this.#file(url);
  }

  /** @param {string} address */
  async #file(address) {
    const name = this.#nameOf(address);
    return this.#isFile(name) ? this.#had(name).catch(() => Response.error()) : this.#lost();
  }

  /** A page, or why it cannot be shown. @param {string} address */
  async #page(address) {
    const name = this.#nameOf(address);
    if (!this.#isFile(name)) {
      if (!this.#isFile(`${name}/`)) return this.#lost();
      const { search } = new URL(address);
      return Response.redirect(`${this.#saved.address(name)}/${search}`);
    }
    try {
      return await this.#whole(name);
    } catch (error) {
      return this.#sorry(name, error);
    }
  }

  async #lost() {
    try {
      const { body, headers } = await this.#whole("404.html");
      return new Response(body, { status: 404, headers });
    } catch (error) {
      return this.#sorry("", error);
    }
  }

  /** A page, once all that it needs is there. @param {string} name */
  async #whole(name) {
    const needed = this.#site.needs[this.#site.pages[name]] ?? [];
    const [found] = await Promise.all([name, ...needed].map((each) => this.#had(each)));
    return found;
  }

  /** A file of this version. Rejected by a {@link Trouble}. @param {string} name */
  async #had(name) {
    const known = this.#held.get(name);
    if (known) return new Response(known.bytes, { headers: known.headers });
    const found = (await this.#saved.find(name)) ?? (await this.#fetched(name));
    if (!this.#common.has(name)) return found;
    const { headers } = found;
    const bytes = await found.arrayBuffer();
    this.#held.set(name, { bytes, headers });
    return new Response(bytes, { headers });
  }

  /**
   * A file that should be here and is not: the browser has cleared it, or its language was never saved.
   *
   * @param {string} name
   */
  async #fetched(name) {
    try {
      const found = await this.#saved.fetch(name);
      // A full cache keeps nobody from reading.
      await this.#saved.keep(name, found.clone()).catch(() => {});
      return found;
    } catch (error) {
      // The server has another version by now: have it fetched, so that it can take over.
      if (error instanceof Trouble && error.code === "changed") this.#worker.registration.update().catch(() => {});
      throw error;
    }
  }

  /**
   * @param {string} page
   * @param {unknown} error
   */
  #sorry(page, error) {
    const code = error instanceof Trouble && error.code === "changed" ? "changed" : "network";
    const language = this.#site.sorry[page.split("/")[0]] ?? this.#site.sorry.en;
    return new Response(language[code].replaceAll("[[site]]", this.#saved.scope), {
      status: 503,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      },
    });
  }

  /** @param {string} address @returns {string} its name among the files; query and hash do not matter */
  #nameOf(address) {
    const { origin, pathname } = new URL(address);
    return (origin + pathname).slice(this.#saved.scope.length).replace(/(^|\/)index\.html$/, "$1");
  }

  /** @param {string} name */
  #isFile(name) {
    return Object.hasOwn(this.#site.files, name);
  }
}
