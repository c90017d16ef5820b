/* One lane: a client, what it has seen and what it has cost. */
import { feedUrl } from "./api.js";
import { Ledger } from "./ledger.js";
import { Ring } from "./ring.js";
import { effectiveInterval, expectedOfPolls, expectedOfPush } from "./theory.js";
import { STREAM_HEAD_BYTES } from "./weight.js";

/** Versions seen that are kept for the picture: 30 s of them at 20 a second, twice. */
const KEPT = 1200;
const SMOOTHING = 0.1;

export class Lane {
  #context;
  #client = null;
  #ledger;
  #resumedMs = null;

  /** context: feed, link, clock, truth, weight, maxWaitSeconds. */
  constructor(kind, context, intervalMs) {
    this.kind = kind;
    this.#context = context;
    this.#ledger = new Ledger(context.truth);
    this.intervalMs = intervalMs;
    this.seen = new Ring(KEPT);
    this.state = "stopped";
    this.held = null;
    this.recovery = null;
    /** Since the page was opened; all else is since the last {@link reset}. */
    this.totalRequests = 0;
    this.totalEmpty = 0;
    this.delivered = 0;
    this.#clear();
  }

  #clear() {
    this.requests = 0;
    this.answers = 0;
    this.emptyPolls = 0;
    this.bytesUp = 0;
    this.bytesDown = 0;
    this.roundTripMs = null;
    this.lagMs = null;
  }

  start() {
    if (this.#client) return;
    if (this.#resumedMs === Infinity) this.#resumedMs = performance.now();
    this.#ledger.resume(this.#context.clock.now());
    const { feed, link, maxWaitSeconds } = this.#context;
    this.#client = this.kind.make({ url: feedUrl(feed, this.kind.kind), intervalMs: this.intervalMs, waitSeconds: maxWaitSeconds, link, listener: this });
    this.#client.start();
  }

  /** Lets go of the connection; `counting` goes on while the lane falls behind, and rests while it is paused. */
  stop(counting) {
    this.#client?.stop();
    this.#client = null;
    if (counting) this.#resumedMs = Infinity; else this.#ledger.pause(this.#context.clock.now());
  }

  /** Comes back after falling behind, and tells how it caught up. */
  recover() {
    this.recovery = null;
    this.start();
  }

  setInterval(intervalMs) {
    this.intervalMs = intervalMs;
    if (this.#client && this.kind.polls) this.#client.intervalMs = intervalMs;
  }

  reset() {
    this.#clear();
    this.#ledger.reset(this.#context.clock.now());
  }

  forget() {
    this.seen.clear();
    this.held = null;
    this.#ledger.forget();
    this.#client?.forget?.();
  }

  reading() { return this.#ledger.reading(this.#context.clock.now()); }

  /** What theory expects of it; null for long polling, which depends on what happens between two requests. */
  expected(updates) {
    if (this.kind.polls && this.roundTripMs !== null) return expectedOfPolls(effectiveInterval(this.intervalMs, this.roundTripMs), this.roundTripMs / 2, updates);
    return this.kind.pushes && this.lagMs !== null ? expectedOfPush(Math.max(0, this.lagMs), updates) : null;
  }

  bodyCame(bytes) { this.bytesDown += bytes; }

  onRequest(request) {
    this.requests++;
    this.totalRequests++;
    this.bytesUp += this.#context.weight.request(request);
    if (this.kind.pushes) this.bytesDown += STREAM_HEAD_BYTES;
  }

  onAnswer(answer) {
    this.answers++;
    if (answer.empty) {
      this.emptyPolls++;
      this.totalEmpty++;
    }
    this.bytesDown += this.#context.weight.answerHead(answer);
    this.roundTripMs = smooth(this.roundTripMs, answer.roundTripMs);
  }

  onFrame(bytes) { this.bytesDown += bytes; }

  onUpdate(update, receivedAtMs) {
    const { clock, truth } = this.#context;
    const atMs = clock.at(receivedAtMs);
    truth.learn(update);
    const first = this.held === null || this.#resumedMs !== null;
    if (!first) this.lagMs = smooth(this.lagMs, atMs - update.publishedAtMs);
    if (this.#resumedMs !== null) this.recovery = { afterMs: receivedAtMs - this.#resumedMs, versions: update.version - (this.held?.version ?? update.version) };
    this.#resumedMs = null;
    this.held = update;
    this.delivered++;
    this.seen.push({ version: update.version, atMs });
    this.#ledger.observe(update.version, atMs);
  }

  onState(text) { this.state = text; }
}

const smooth = (before, value) => (before === null ? value : before + SMOOTHING * (value - before));
