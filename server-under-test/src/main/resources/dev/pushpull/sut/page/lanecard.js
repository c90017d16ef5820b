/* One lane as it is shown: what it knows against the truth, its sawtooth, what it has cost. */
import { el, say } from "./dom.js";
import { bytes, ms, number, share, stateText } from "./format.js";
import { Sawtooth } from "./sawtooth.js";

const FIGURES = [
  ["requests", "requests"], ["empty", "empty polls"], ["down", "bytes down"], ["up", "bytes up"],
  ["mean", "mean staleness"], ["expectedMean", "expected"], ["stale", "share of time stale"], ["expectedStale", "expected"],
];

export class LaneCard {
  #lane;
  #texts = {};

  constructor(lane) {
    this.#lane = lane;
    const { kind, name, says } = lane.kind;
    const text = (key, tag, attributes = {}) => (this.#texts[key] = el(tag, { "data-figure": key, ...attributes }));
    const plot = el("div", { class: "chart" });
    const figures = FIGURES.flatMap(([key, label]) => {
      const expected = key.startsWith("expected");
      return [el("dt", { class: expected ? "expectation" : false }, label), text(key, "dd", { class: expected ? "expectation" : false })];
    });
    this.node = el("article", { class: "lane kind-" + kind, "data-lane": kind, "aria-labelledby": "lane-" + kind },
      el("h3", { id: "lane-" + kind }, name), el("p", { class: "says" }, says),
      el("p", { class: "knows" }, text("value", "strong"), " ", text("version", "span")),
      text("behind", "p", { class: "behind-now" }), plot, el("dl", { class: "figures" }, ...figures), text("state", "p", { class: "quiet state" }));
    this.sawtooth = new Sawtooth(plot, name);
  }

  /** Writes the figures as they are now. */
  update(truth, nowMs, updates) {
    const lane = this.#lane;
    const t = this.#texts;
    const held = lane.held;
    say(t.value, held ? held.payload || "—" : "nothing yet");
    say(t.version, held ? "version " + held.version : "");
    this.#behind(held, truth, nowMs);
    say(t.requests, number(lane.requests));
    this.node.dataset.totalRequests = lane.totalRequests;
    this.node.dataset.totalEmpty = lane.totalEmpty;
    this.node.dataset.delivered = lane.delivered;
    const ofPolls = lane.kind.pushes || lane.answers === 0 ? "" : ` (${share(lane.emptyPolls / lane.answers)})`;
    say(t.empty, lane.kind.pushes ? "none" : number(lane.emptyPolls) + ofPolls);
    say(t.down, bytes(lane.bytesDown));
    say(t.up, bytes(lane.bytesUp));
    const { meanMs, staleShare } = lane.reading();
    const expected = lane.expected(updates);
    this.#figure("mean", meanMs, ms);
    this.#figure("stale", staleShare, share);
    this.#figure("expectedMean", expected?.meanMs ?? null, ms);
    this.#figure("expectedStale", expected?.staleShare ?? null, share);
    say(t.state, this.#state());
  }

  #figure(key, value, format) {
    say(this.#texts[key], format(value));
    this.#texts[key].dataset.value = String(value);
  }

  #state() {
    const { state, recovery } = this.#lane;
    const now = stateText(state);
    if (!recovery || state === "stopped") return now;
    const versions = recovery.versions === 1 ? "1 version" : recovery.versions + " versions";
    return `${now}; caught up ${versions} in ${ms(recovery.afterMs)}`;
  }

  #behind(held, truth, nowMs) {
    const sinceMs = held && truth.wrongSince(held.version);
    const stale = sinceMs !== null && sinceMs < nowMs;
    this.node.classList.toggle("is-stale", Boolean(held) && stale);
    if (!held) say(this.#texts.behind, " ");
    else if (stale) say(this.#texts.behind, `${truth.newest.version - held.version} behind, for ${ms(Math.round((nowMs - sinceMs) / 10) * 10)}`);
    else say(this.#texts.behind, "up to date");
  }
}
