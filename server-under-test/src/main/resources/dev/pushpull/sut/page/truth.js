/*
 * What is true: which version is the newest, and when each became so. Told by a WebSocket of its own, to which no
 * latency is added, and by every update that a lane hears of before it.
 */
import { feedUrl } from "./api.js";
import { Link } from "./link.js";
import { Ring } from "./ring.js";
import { socket } from "./socket.js";

/** At 20 updates a second, 100 s; the picture shows 30. */
const KEPT = 2048;

export class Truth {
  #log = new Ring(KEPT);
  #client;
  newest = null;
  /** Called with each newest update. */
  onNewest = () => {};
  /** Called when the versions begin anew, as they do with another server. */
  onRestart = () => {};
  onState = () => {};

  constructor(feed) {
    const nothing = () => {};
    const listener = { onRequest: nothing, onAnswer: nothing, onFrame: nothing, onUpdate: update => this.learn(update), onState: text => this.onState(text) };
    this.#client = socket({ url: feedUrl(feed, "truth"), link: new Link(), listener });
  }

  start() { this.#client.start(); }

  stop() { this.#client.stop(); }

  learn(update) {
    const known = this.newest;
    if (known && update.version < known.version && update.publishedAtMs > known.publishedAtMs) {
      this.#log.clear();
      this.newest = null;
      this.onRestart();
    } else if (known && update.version <= known.version) return;
    this.newest = update;
    this.#log.push({ version: update.version, atMs: update.publishedAtMs });
    this.onNewest(update);
  }

  /** When a copy of this version began to be wrong, on the server's clock; null while it is the newest. */
  wrongSince(version) {
    const index = this.#log.search(entry => entry.version > version);
    return index === this.#log.length ? null : this.#log.at(index).atMs;
  }

  /** Publishing instants from one on. */
  since(atMs) { return this.#log.from(this.#log.search(entry => entry.atMs >= atMs)); }
}
