/* A lane's staleness over the last 30 s: a ramp from each update that it misses to the sight of it. */
const d3 = globalThis.d3;
const SHOWN_MS = 30_000;
const HEIGHT = 96;
const MARGIN = { top: 14, right: 2, bottom: 18, left: 2 };

/** [from, to, since] on the server's clock: between from and to the copy had been wrong since. */
export const ramps = (seen, truth, fromMs, nowMs) => {
  const first = Math.max(0, seen.search(s => s.atMs > fromMs) - 1);
  const made = [];
  for (let i = first; i < seen.length; i++) {
    const { version, atMs } = seen.at(i);
    const endMs = i + 1 < seen.length ? seen.at(i + 1).atMs : nowMs;
    const sinceMs = truth.wrongSince(version);
    const a = Math.max(atMs, sinceMs ?? endMs, fromMs);
    if (a < endMs) made.push([a, endMs, sinceMs]);
  }
  return made;
};

export const highest = made => made.reduce((most, [, to, since]) => Math.max(most, to - since), 0);

export class Sawtooth {
  #svg;
  #area;
  #edge;
  #published;
  #top;
  #left;
  #width = 0;

  constructor(node, name) {
    this.#svg = d3.select(node).append("svg").attr("class", "sawtooth").attr("role", "img").attr("aria-label", "Staleness of " + name + " over the last 30 seconds");
    this.#published = this.#svg.append("path").attr("class", "publish");
    this.#svg.append("line").attr("class", "lane-base").attr("x1", 0).attr("y1", HEIGHT - MARGIN.bottom).attr("y2", HEIGHT - MARGIN.bottom);
    this.#area = this.#svg.append("path").attr("class", "saw");
    this.#edge = this.#svg.append("path").attr("class", "saw-edge");
    this.#top = this.#svg.append("text").attr("class", "quiet").attr("x", 2).attr("y", 10);
    this.#left = this.#svg.append("text").attr("class", "quiet").attr("x", 2).attr("y", HEIGHT - 4).text("−30 s");
    this.#svg.append("text").attr("class", "quiet now").attr("y", HEIGHT - 4).attr("text-anchor", "end").text("now");
    new ResizeObserver(entries => this.#resize(Math.floor(entries[0].contentRect.width))).observe(node);
  }

  #resize(width) {
    if (width <= 0 || width === this.#width) return;
    this.#width = width;
    this.#svg.attr("viewBox", `0 0 ${width} ${HEIGHT}`).attr("width", width).attr("height", HEIGHT);
    this.#svg.select(".lane-base").attr("x2", width);
    this.#svg.select(".now").attr("x", width - 2);
  }

  /** made: the lane's ramps; mostMs: the height of the picture; tell writes that height. */
  draw(made, published, nowMs, mostMs, tell) {
    if (this.#width === 0) return;
    const base = HEIGHT - MARGIN.bottom;
    const x = d3.scaleLinear([nowMs - SHOWN_MS, nowMs], [MARGIN.left, this.#width - MARGIN.right]);
    const y = d3.scaleLinear([0, mostMs], [base, MARGIN.top]);
    let path = "";
    for (const [from, to, since] of made) path += `M${x(from).toFixed(1)},${base}V${y(from - since).toFixed(1)}L${x(to).toFixed(1)},${y(to - since).toFixed(1)}V${base}`;
    this.#area.attr("d", path);
    this.#edge.attr("d", path);
    this.#published.attr("d", published.map(p => `M${x(p.atMs).toFixed(1)},${base}v5`).join(""));
    this.#top.text(tell);
  }
}
export { SHOWN_MS };
