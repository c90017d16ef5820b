/* What one subscriber sees: its staleness as a sawtooth, with publishes, polls and pushes as marks. */
"use strict";
pp.lanes = (node, workload) => {
  const rows = workload.rows.filter(row => row.trace);
  node.closest("section").hidden = rows.length === 0 && Boolean(workload.story);
  if (rows.length === 0) { node.replaceChildren(pp.el("p", { class: "note" }, "No trial has stored a trace of its first subscriber, so there is nothing to draw.")); return; }
  const chosen = pp.someRows(rows, 3, 3);
  const state = { scale: "shared", at: null };
  const plot = pp.el("div");
  const length = d3.max(rows, row => row.trace.trace.lengthMs);
  const slider = pp.el("input", { type: "range", min: 0, max: Math.round(length), step: 10, value: 0, "aria-label": "Instant in the window, in milliseconds" });
  const reading = pp.el("p", { class: "note", "aria-live": "polite" });
  const below = pp.el("div");
  node.replaceChildren(pp.el("div", { class: "controls" }, pp.segments("Height of the lanes", [["shared", "one scale for all"], ["own", "each its own"]], state.scale, v => { state.scale = v; redraw(); })),
    pp.chips("Strategies", rows, chosen, () => redraw()), plot, slider, reading, below);
  let width = 0;
  const redraw = () => { if (width > 0) draw(); };
  slider.addEventListener("input", () => { state.at = Number(slider.value); redraw(); });

  const draw = () => {
    const shown = rows.filter(row => chosen.has(row.name)).map(row => ({ row, ramps: pp.ramps(row.trace.trace) }));
    const svg = d3.create("svg").attr("role", "img").attr("aria-label", "Staleness of one subscriber over the first " + pp.ms(length) + " of a window, a lane for each strategy");
    picture(svg, shown);
    plot.replaceChildren(svg.node());
    tell(shown);
    below.replaceChildren(marks(), note(shown), pp.behind("What one subscriber saw", ["strategy", "updates published", "versions seen", "requests", "of them empty", "longest stale", "share of time stale"], shown.map(facts)));
  };

  const note = shown => {
    const repeats = [...new Set(shown.map(s => s.row.trace.repeat))];
    const quiet = shown.length > 0 && shown.every(s => s.row.trace.trace.publishes.every(p => p.atMs < 0));
    return pp.el("p", { class: "note" }, (quiet ? "No update was published on this subscriber's feed in these " + pp.ms(length) + ", so no copy could be wrong. " : "") + "The first subscriber of each strategy, in repeat " + repeats.join(" and ") + "; all strategies of a repeat see the same updates. A request that takes long is drawn as a bar up to its response.");
  };

  const facts = ({ row, ramps }) => {
    const trace = row.trace.trace;
    const within = trace.publishes.filter(p => p.atMs >= 0);
    const stale = d3.sum(ramps, r => r.to - Math.max(0, r.from));
    return [row.name, String(within.length), String(trace.seen.length), String(trace.requests.length), String(trace.requests.filter(r => r.empty).length), ramps.length ? pp.ms(d3.max(ramps, r => r.to - r.since)) : "never", pp.number(100 * stale / trace.lengthMs) + " %"];
  };

  const tell = shown => {
    if (state.at === null) { reading.textContent = "Move the slider, or point at the chart, to read how stale each copy is at one instant."; return; }
    const parts = shown.map(({ row, ramps }) => row.name + ": " + pp.staleAt(ramps, state.at));
    reading.textContent = "At " + pp.ms(state.at) + " — " + parts.join("; ") + ".";
  };

  const picture = (svg, shown) => {
    const narrow = width < 560;
    const m = { top: 26, right: 12, bottom: 26, left: narrow ? 8 : pp.nameWidth(shown, 150) };
    const lane = narrow ? 92 : 78;
    const rise = 46;
    const height = m.top + shown.length * lane + m.bottom;
    svg.attr("viewBox", `0 0 ${width} ${height}`);
    const x = d3.scaleLinear([0, length], [m.left, width - m.right]);
    const highest = d3.max(shown, s => d3.max(s.ramps, r => r.to - r.since)) || 1;
    published(svg, shown, x, m, height);
    shown.forEach((entry, i) => {
      const base = m.top + i * lane + (narrow ? 74 : 58);
      const own = d3.max(entry.ramps, r => r.to - r.since) || 1;
      const y = d3.scaleLinear([0, state.scale === "own" ? own : highest], [base, base - rise]);
      one(svg, entry, x, y, base, m, narrow, own);
    });
    for (const v of x.ticks(narrow ? 4 : 10)) svg.append("text").attr("class", "quiet").attr("x", x(v)).attr("y", height - 8).attr("text-anchor", "middle").text(pp.number(v / 1000) + " s");
    if (state.at !== null) svg.append("line").attr("class", "cursor").attr("x1", x(state.at)).attr("x2", x(state.at)).attr("y1", m.top - 8).attr("y2", height - m.bottom + 4);
    svg.on("pointermove", event => {
      const [px] = d3.pointer(event, svg.node());
      state.at = Math.round(Math.min(length, Math.max(0, x.invert(px))));
      slider.value = state.at;
      const line = svg.selectAll(".cursor").data([0]).join("line").attr("class", "cursor");
      line.attr("x1", x(state.at)).attr("x2", x(state.at)).attr("y1", m.top - 8).attr("y2", height - m.bottom + 4);
      tell(shown);
    });
  };

  const published = (svg, shown, x, m, height) => {
    if (shown.length === 0) return;
    const g = svg.append("g");
    const first = shown[0].row.trace.trace.publishes.filter(p => p.atMs >= 0);
    g.append("text").attr("class", "quiet").attr("x", m.left < 20 ? m.left : 0).attr("y", 13).text("server publishes");
    for (const p of first) {
      g.append("line").attr("class", "publish").attr("x1", x(p.atMs)).attr("x2", x(p.atMs)).attr("y1", m.top - 4).attr("y2", height - m.bottom);
      g.append("path").attr("class", "publish-mark").attr("d", "M-3.5,-7h7l-3.5,6z").attr("transform", `translate(${x(p.atMs)},${m.top - 4})`);
    }
  };

  const one = (svg, { row, ramps }, x, y, base, m, narrow, own) => {
    const g = svg.append("g").attr("class", "lane " + pp.kindClass(row.kind)).attr("data-strategy", row.name).attr("data-ramps", ramps.length);
    const trace = row.trace.trace;
    g.append("text").attr("class", "name-label halo").attr("x", narrow ? m.left : 0).attr("y", narrow ? base - rise0 - 8 : base - 26).text(row.name);
    g.append("text").attr("class", "quiet halo").attr("x", narrow ? m.left + row.name.length * 7.6 + 12 : 0).attr("y", narrow ? base - rise0 - 8 : base - 9).text(ramps.length ? "up to " + pp.ms(own) + " stale" : "never stale");
    g.append("line").attr("class", "lane-base").attr("x1", m.left).attr("x2", x(trace.lengthMs)).attr("y1", base).attr("y2", base);
    for (const r of ramps) {
      const from = Math.max(0, r.from);
      const a = [x(from), y(from - r.since)], b = [x(r.to), y(r.to - r.since)];
      g.append("path").attr("class", "saw").attr("d", `M${a[0]},${base}L${a}L${b}L${b[0]},${base}Z`);
      g.append("path").attr("class", "saw-edge" + (r.unknown ? " unknown" : "")).attr("d", `M${a[0]},${base}L${a}L${b}L${b[0]},${base}`);
    }
    const dense = trace.requests.length > (width - m.left) / 11;
    const under = base + 9;
    for (const q of trace.requests) {
      if (x(q.untilMs) - x(q.atMs) > 5) g.append("line").attr("class", "poll-wait").attr("x1", x(q.atMs)).attr("x2", x(Math.min(q.untilMs, trace.lengthMs))).attr("y1", under).attr("y2", under);
      g.append("circle").attr("class", q.empty ? "poll-empty" : "poll-hit").attr("cx", x(Math.min(q.untilMs, trace.lengthMs))).attr("cy", under).attr("r", dense ? 2 : 3.6);
    }
    if (trace.requests.length === 0) for (const s of trace.seen) g.append("path").attr("class", "push-mark").attr("d", "M0,-5.5L4.6,3.5H-4.6Z").attr("transform", `translate(${x(s.atMs)},${under})`);
  };
  const rise0 = 46;

  const marks = () => pp.el("ul", { class: "legend" },
    ...[["M-3.5,-5h7l-3.5,6z", "publish-mark", "the server publishes"], ["circle", "poll-empty", "a response with nothing new"], ["circle", "poll-hit", "a response with a new value"], ["M0,-5.5L4.6,3.5H-4.6Z", "push-mark", "a push"]].map(([d, cls, text]) => {
      const item = pp.el("li", { class: "kind-poll" });
      const svg = d3.select(item).append("svg").attr("viewBox", "-11 -7 22 14").attr("aria-hidden", "true");
      if (d === "circle") svg.append("circle").attr("class", cls).attr("r", 4); else svg.append("path").attr("class", cls).attr("d", d);
      item.append(text);
      return item;
    }));

  pp.responsive(plot, w => { width = w; draw(); });
};

/**
 * The stretches for which the copy is wrong: from, to and since when, in ms. A version is missed from its publishing until
 * it or a newer one is seen; what was missed before the trace began may be unknown, and is then counted from its start.
 */
pp.ramps = trace => {
  const publishedAt = new Map(trace.publishes.map(p => [p.version, p.atMs]));
  const events = [...trace.publishes.filter(p => p.atMs >= 0).map(p => ({ at: p.atMs, published: p.version })), ...trace.seen.map(s => ({ at: s.atMs, seen: s.version }))].sort((a, b) => a.at - b.at || (a.published ? -1 : 1));
  const ramps = [];
  let held = trace.heldAtStart, newest = Math.max(trace.newestAtStart, held), open = null;
  const begin = at => {
    const since = publishedAt.get(held + 1);
    open = { from: at, since: since ?? at, unknown: since === undefined };
  };
  const end = at => { if (open && at > open.from) ramps.push({ ...open, to: at }); open = null; };
  if (held < newest) begin(0);
  for (const e of events) {
    if (e.published) { newest = Math.max(newest, e.published); if (!open && held < newest) begin(e.at); }
    else if (e.seen > held) { end(e.at); held = e.seen; newest = Math.max(newest, held); if (held < newest) begin(e.at); }
  }
  end(trace.lengthMs);
  return ramps;
};
pp.staleAt = (ramps, at) => {
  const ramp = ramps.find(r => at >= r.from && at < r.to);
  return ramp ? "wrong for " + (ramp.unknown ? "at least " : "") + pp.ms(Math.max(0, at - ramp.since)) : "right";
};
