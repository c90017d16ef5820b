/*
 * A lane's staleness, integrated exactly: 0 while it holds the newest version, else the time since the first version
 * that it misses was published. What was seen is entered a moment later, when the truth of that instant is known.
 */
const SETTLED_MS = 200;

export class Ledger {
  #truth;
  #waiting = [];
  #held = 0;
  #fromMs = null;
  #untilMs = Infinity;
  #area = 0;
  #staleMs = 0;
  #watchedMs = 0;

  constructor(truth) { this.#truth = truth; }

  /** This version was seen at this instant of the server's clock. */
  observe(version, atMs) { this.#waiting.push({ version, atMs }); }

  /** Counts from here on, anew. */
  reset(nowMs) {
    this.#enter(nowMs);
    this.#area = 0;
    this.#staleMs = 0;
    this.#watchedMs = 0;
    if (this.#fromMs !== null) this.#fromMs = Math.max(this.#fromMs, nowMs);
  }

  /** Nothing is counted from this instant until {@link resume}. */
  pause(nowMs) { if (this.#untilMs === Infinity) this.#untilMs = nowMs; }

  resume(nowMs) {
    if (this.#untilMs === Infinity) return;
    this.#enter(this.#untilMs);
    this.#untilMs = Infinity;
    if (this.#fromMs !== null) this.#fromMs = nowMs;
  }

  /** Forgets what is held, as when the versions begin anew. */
  forget() {
    this.#waiting = [];
    this.#held = 0;
    this.#fromMs = null;
  }

  /** Mean staleness in ms and share of time that it was above 0, up to a moment ago; null before anything was seen. */
  reading(nowMs) {
    this.#enter(nowMs - SETTLED_MS);
    if (this.#watchedMs <= 0) return { meanMs: null, staleShare: null, watchedMs: 0 };
    return { meanMs: this.#area / this.#watchedMs, staleShare: this.#staleMs / this.#watchedMs, watchedMs: this.#watchedMs };
  }

  #enter(toMs) {
    const endMs = Math.min(toMs, this.#untilMs);
    while (this.#waiting.length > 0 && this.#waiting[0].atMs <= endMs) {
      const { version, atMs } = this.#waiting.shift();
      if (this.#held > 0) this.#integrate(atMs);
      this.#held = version;
      this.#fromMs = Math.max(this.#fromMs ?? atMs, atMs);
    }
    if (this.#held > 0) this.#integrate(endMs);
  }

  #integrate(toMs) {
    const fromMs = this.#fromMs;
    if (toMs <= fromMs) return;
    const sinceMs = this.#truth.wrongSince(this.#held);
    if (sinceMs !== null && sinceMs < toMs) {
      const a = Math.max(fromMs, sinceMs);
      this.#area += ((toMs - sinceMs) ** 2 - (a - sinceMs) ** 2) / 2;
      this.#staleMs += toMs - a;
    }
    this.#watchedMs += toMs - fromMs;
    this.#fromMs = toMs;
  }
}
