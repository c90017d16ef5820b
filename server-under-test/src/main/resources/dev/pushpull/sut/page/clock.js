/* The server's clock, read from here: the tightest of many exchanges tells the offset, ± half its round trip. */
import { serverClock } from "./api.js";
import { Ring } from "./ring.js";

const KEPT = 24;
const AT_ONCE = 6;

export class Clock {
  #exchanges = new Ring(KEPT);
  offsetMs = 0;
  uncertaintyMs = Infinity;

  /** Several exchanges; the tightest of the last ones counts, so that a clock that drifts is followed. */
  async set() {
    for (let i = 0; i < AT_ONCE; i++) {
      const sentMs = performance.now();
      const { nanoTime } = await serverClock();
      const heardMs = performance.now();
      this.#exchanges.push({ offsetMs: nanoTime / 1e6 - (sentMs + heardMs) / 2, uncertaintyMs: (heardMs - sentMs) / 2 });
    }
    const recent = this.#exchanges.from(Math.max(0, this.#exchanges.length - KEPT));
    const tightest = recent.reduce((best, e) => (e.uncertaintyMs < best.uncertaintyMs ? e : best));
    this.offsetMs = tightest.offsetMs;
    this.uncertaintyMs = tightest.uncertaintyMs;
  }

  /** Another server may have another clock: what was exchanged with the last one says nothing. */
  forget() { this.#exchanges.clear(); }

  /** Now on the server's clock, in ms. */
  now() { return performance.now() + this.offsetMs; }

  /** An instant of this page's clock on the server's. */
  at(pageMs) { return pageMs + this.offsetMs; }
}
