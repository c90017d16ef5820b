/* A courier on its way: where it truly is, and where each of five clients shows it. */
import { intervalSlider, latencySlider } from "./controls.js";
import { el, say } from "./dom.js";
import { ms, number } from "./format.js";
import { KINDS } from "./kinds.js";
import { apart, town, x, y } from "./town.js";
import { Truth } from "./truth.js";
import { watchFeed } from "./watch.js";

const WRITTEN_EVERY_MS = 250;
const TRAIL = 14;

/** Null for what is no position, as the value that a feed is created with. */
const position = update => {
  try {
    const { x: px, y: py } = JSON.parse(update.payload);
    return Number.isFinite(px) && Number.isFinite(py) ? { x: px, y: py, update } : null;
  } catch { return null; }
};

export const courierTab = (root, app) => {
  const { settings, clock } = app;
  const feed = app.config.feeds.courier;
  const plot = el("div", { class: "map" });
  const rows = new Map(KINDS.map(({ kind, name }) => {
    const text = el("span", { class: "quiet" });
    return [kind, { text, node: el("li", { class: "kind-" + kind, "data-courier": kind }, el("span", { class: "dot-key", "aria-hidden": "true" }), el("strong", {}, name), " ", text) }];
  }));
  root.append(el("p", { class: "lead" }, "The ring is the position that the server knows: updated once a second, with gaps. The dots are where each client shows it."),
    el("div", { class: "panel controls-panel" }, el("div", { class: "sliders" }, intervalSlider(settings), latencySlider(settings))),
    el("div", { class: "courier-body" }, plot, el("ul", { class: "courier-key" }, ...[...rows.values()].map(row => row.node))),
    el("p", { class: "note" }, "Positions are not interpolated: a marker jumps. Distances are along the streets; a block is 100 m."));

  const svg = town(plot);
  const trail = svg.append("path").attr("class", "trail");
  const markers = new Map(KINDS.map(({ kind }) => [kind, svg.append("circle").attr("class", "shown kind-" + kind).attr("r", 11).attr("visibility", "hidden")]));
  const ring = svg.append("circle").attr("class", "true-ring").attr("r", 27).attr("visibility", "hidden");
  const places = new Map();
  const way = [];
  let truth = null;
  let watching = null;
  let timer = 0;

  /** Around the place, so that all five are seen where they agree. */
  const put = (kind, place) => {
    const angle = (2 * Math.PI * KINDS.findIndex(k => k.kind === kind)) / KINDS.length - Math.PI / 2;
    markers.get(kind).attr("visibility", "visible").attr("cx", x(place.x) + 13 * Math.cos(angle)).attr("cy", y(place.y) + 13 * Math.sin(angle));
  };

  const hear = (kind, update) => {
    truth?.learn(update);
    const place = position(update);
    if (!place) return;
    places.set(kind, place);
    put(kind, place);
  };

  const truly = update => {
    const place = position(update);
    if (!place) return;
    places.set("truth", place);
    way.push(place);
    if (way.length > TRAIL) way.shift();
    trail.attr("d", way.map(p => `M${x(p.x)},${y(p.y)}h0`).join(""));
    ring.attr("visibility", "visible").attr("cx", x(place.x)).attr("cy", y(place.y));
  };

  const write = () => {
    const there = places.get("truth");
    for (const { kind } of KINDS) {
      const place = places.get(kind);
      const row = rows.get(kind);
      if (!place || !there) { say(row.text, "no position yet"); continue; }
      const since = truth.wrongSince(place.update.version);
      const metres = apart(place, there);
      row.node.dataset.metres = String(Math.round(metres));
      say(row.text, since === null ? "up to date" : `${number(Math.round(metres))} m off, wrong for ${ms(Math.max(0, Math.round((clock.now() - since) / 10) * 10))}`);
    }
  };

  settings.on("interval", value => watching?.setInterval(value));
  const tab = {
    show() {
      if (!feed) return;
      truth = new Truth(feed);
      truth.onNewest = truly;
      truth.start();
      watching = watchFeed(app, feed, "courier-", hear);
      timer = setInterval(write, WRITTEN_EVERY_MS);
    },
    hide() { clearInterval(timer); watching?.stop(); truth?.stop(); watching = null; truth = null; way.length = 0; places.clear(); },
  };
  return { ...tab, away: tab.hide, back: tab.show };
};
