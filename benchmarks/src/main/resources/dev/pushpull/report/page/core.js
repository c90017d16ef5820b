/* Shared by all charts: the data, how figures are told, elements, the tooltip. */
"use strict";
const pp = {};
pp.data = JSON.parse(document.getElementById("data").textContent);
pp.index = new Map(pp.data.metrics.map((metric, i) => [metric.name, i]));
pp.KINDS = ["raw-websocket", "websocket", "sse", "long-poll", "poll", "conditional-poll", "backoff", "adaptive", "hinted"];
/** What rows call bare sockets, which single operations call raw-websocket: drawn alike. */
pp.FLOOR = "websocket (socket)";
/** What a kind is drawn like: jittered polls like polls, and conditional ones of the rest like the plain. */
pp.family = kind => {
  const family = kind === pp.FLOOR ? "raw-websocket" : kind.replace(/~\d+%$/, "");
  return pp.KINDS.includes(family) ? family : family.replace(/^conditional-/, "");
};
pp.kindClass = kind => "kind-" + (pp.KINDS.includes(pp.family(kind)) ? pp.family(kind) : "other");

/** Median, least, most, repeats, 1 if a lower bound, and the upper end's median if there are two ends; null where there is no figure. */
pp.figure = (row, metric) => row.figures[pp.index.get(metric)];
pp.median = (row, metric) => { const f = pp.figure(row, metric); return f ? f[0] : null; };
/** Why no row has a figure; empty if one has. */
pp.why = (rows, metric) => rows.some(row => pp.figure(row, metric)) ? "" : rows.every(row => !pp.drawn(row)) ? "only INVALID trials" : pp.scarce(metric);
/** Why a row that has trials lacks a figure: percentiles need samples. */
pp.scarce = metric => { const stat = metric.slice(metric.lastIndexOf(".") + 1); return /^p\d+$/.test(stat) ? "too few samples" : "not measured"; };
/** What to open with: the first in order that draws at least half as much as the one that draws most; undefined if none draws anything. */
pp.firstDrawable = (options, count) => {
  const most = d3.max(options, count) ?? 0;
  return most > 0 ? options.find(option => count(option) * 2 >= most) : undefined;
};
/** Names with the reasons that they share, such as "a, b: too few samples". */
pp.byReason = pairs => d3.groups(pairs, p => p[1]).map(([reason, all]) => all.map(p => p[0]).join(", ") + ": " + reason).join("; ");
pp.drawn = row => row.verdict !== "INVALID" || row.figures.some(f => f !== null);

/** Three significant digits, no exponent. */
pp.number = value => {
  if (value === 0 || Math.abs(value) < 5e-6) return "0";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const scale = 10 ** Math.min(digits, 6);
  const text = Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en-US") : String(Math.round(value * scale) / scale);
  return text;
};
pp.ms = value => {
  const size = Math.abs(value);
  if (size >= 999.5) return pp.number(value / 1000) + " s";
  return size < 0.9995 && size > 0 ? pp.number(value * 1000) + " µs" : pp.number(value) + " ms";
};
pp.bytes = value => {
  const size = Math.abs(value);
  if (size < 1023.5) return pp.number(value) + " B";
  return size < 1023.5 * 1024 ? pp.number(value / 1024) + " KiB" : pp.number(value / 1048576) + " MiB";
};
pp.format = (value, unit) => {
  if (value === null || value === undefined) return "—";
  switch (unit) {
    case "ms": return pp.ms(value);
    case "us": return pp.ms(value / 1000);
    case "B": return pp.bytes(value);
    case "share": return pp.number(value * 100) + " %";
    default: return pp.number(value);
  }
};
pp.unit = metric => pp.data.metrics[pp.index.get(metric)].unit;
/** A figure of which perhaps only bounds are known, as Java's Spread tells it. */
pp.ends = (low, high, isLeast, unit) => {
  const text = pp.format(low, unit);
  if (isLeast || high === undefined) return (isLeast ? "≥ " : "") + text;
  const upper = pp.format(high, unit);
  if (text === upper) return text;
  if (low <= 0.01 * high) return "≤ " + upper;
  const at = text.lastIndexOf(" ");
  return (at > 0 && upper.endsWith(text.slice(at)) ? text.slice(0, at) : text) + "–" + upper;
};
pp.told = (row, metric) => {
  const f = pp.figure(row, metric);
  return f ? pp.ends(f[0], f[5], f[4], pp.unit(metric)) : "—";
};

/** What a workload's clients wait for: its distribution's path, and what that is called. */
pp.delay = workload => ({ "job-status": ["story.doneToKnownMs", "time from done to known"], chat: ["story.sentToReceivedMs", "time from sender to receiver"] })[workload.story?.kind] ?? ["deliveryLatencyMs", "delivery latency"];
/** How the figures of a metric's kind stand in a row. */
pp.standing = (row, metric) => row.kinds[pp.data.metrics[pp.index.get(metric)].kind];
/** A question mark behind a figure that is SUSPECT, which tells why; nothing behind others. */
pp.doubt = (row, metric) => {
  const { doubts } = pp.standing(row, metric);
  if (doubts.length === 0 || !pp.figure(row, metric)) return "";
  const lines = doubts.map(d => ["repeat " + d.repeat, d.why]);
  const mark = pp.el("button", { type: "button", class: "doubt", "aria-label": "SUSPECT: " + lines.map(line => line.join(": ")).join("; ") }, "?");
  const show = () => pp.showTip(mark, row.name + ", SUSPECT", lines);
  for (const [event, act] of [["pointerenter", show], ["focus", show], ["click", show], ["pointerleave", pp.hideTip], ["blur", pp.hideTip]]) mark.addEventListener(event, act);
  return mark;
};

pp.el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};

/** A plain table behind a chart, for whoever cannot see it or wants its figures. */
pp.behind = (caption, head, rows) => {
  const cell = (text, i) => i === 0 ? pp.el("th", { scope: "row" }, text) : pp.el("td", {}, text);
  const table = pp.el("table", { class: "plain" },
    pp.el("thead", {}, pp.el("tr", {}, ...head.map(text => pp.el("th", { scope: "col" }, text)))),
    pp.el("tbody", {}, ...rows.map(row => pp.el("tr", {}, ...row.map(cell)))));
  return pp.el("details", { class: "behind" }, pp.el("summary", {}, "The figures behind this chart"),
    pp.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, table));
};

pp.tip = document.getElementById("tip");
pp.showTip = (anchor, title, lines) => {
  const rows = lines.map(([key, value]) => pp.el("tr", {}, pp.el("td", {}, key), pp.el("td", {}, value)));
  pp.tip.replaceChildren(pp.el("strong", {}, title), pp.el("table", {}, pp.el("tbody", {}, ...rows)));
  pp.tip.hidden = false;
  const at = anchor.getBoundingClientRect();
  const wide = pp.tip.offsetWidth;
  const high = pp.tip.offsetHeight;
  const left = Math.min(Math.max(12, at.left + at.width / 2 - wide / 2), document.documentElement.clientWidth - wide - 12);
  const above = at.top - high - 10;
  pp.tip.style.left = left + scrollX + "px";
  pp.tip.style.top = (above > 8 ? above : at.bottom + 10) + scrollY + "px";
};
pp.hideTip = () => { pp.tip.hidden = true; };
document.addEventListener("keydown", event => { if (event.key === "Escape") pp.hideTip(); });

/** Room for the longest name of what is shown, in px. */
pp.nameWidth = (shown, least) => Math.max(least, 12 + 7.2 * (d3.max(shown, s => s.row.name.length) ?? 0));
pp.shortName = name => name.replace("conditional-poll", "cond.").replace("conditional-", "cond. ");

/** Draws at once, so that no frame is without it, and again whenever the width changes. */
pp.responsive = (node, draw) => {
  let width = Math.floor(node.clientWidth);
  if (width > 0) draw(width);
  new ResizeObserver(entries => {
    const now = Math.floor(entries[0].contentRect.width);
    if (now > 0 && now !== width) { width = now; requestAnimationFrame(() => draw(width)); }
  }).observe(node);
};

/** Rows to begin with: the pushes that are told apart most, polls from fast to slow, then those without an interval. */
pp.someRows = (rows, pushes, polls) => {
  const pushed = rows.filter(r => !r.polls && r.kind !== pp.FLOOR);
  let polled = rows.filter(r => r.kind === "poll");
  if (polled.length === 0) polled = rows.filter(r => r.intervalMs !== null);
  const few = polled.filter(r => r.intervalMs >= 100 && r.intervalMs <= 2000);
  const from = few.length >= polls ? few : polled;
  const picked = Array.from({ length: Math.min(polls, from.length) }, (_, i) =>
    from[polls === 1 ? 0 : Math.round(i * (from.length - 1) / (Math.min(polls, from.length) - 1 || 1))]);
  const others = rows.filter(r => r.polls && r.intervalMs === null).slice(0, polls - picked.length);
  return new Set([...pushed.slice(0, pushes), ...picked, ...others].map(r => r.name));
};
