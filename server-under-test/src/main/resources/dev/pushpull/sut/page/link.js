/*
 * The way between page and server, made longer: half of the added latency lies before the sending and half before
 * the delivery. It is added here, in the page; what the server and the network take comes on top.
 */
export class Link {
  #addedMs = 0;

  /** Added to each round trip, in ms, from the next message on. */
  set addedMs(value) { this.#addedMs = value; }

  get addedMs() { return this.#addedMs; }

  /** Resolves when what is sent now leaves, or is delivered. */
  half() {
    return this.#addedMs === 0 ? Promise.resolve() : new Promise(done => { setTimeout(done, this.#addedMs / 2); });
  }

  /** A way for messages that must keep their order, even while the latency is made shorter. */
  inOrder() {
    let last = 0;
    return deliver => {
      const dueMs = Math.max(last, performance.now() + this.#addedMs / 2);
      last = dueMs;
      const waitMs = dueMs - performance.now();
      if (waitMs <= 0) deliver(); else setTimeout(deliver, waitMs);
    };
  }
}
