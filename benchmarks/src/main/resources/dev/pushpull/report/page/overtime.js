/* Percentiles of each slice of a window, so that a hiccup can be seen. */
"use strict";
pp.overtime = (node, workload) => {
  const rows = workload.rows.filter(row => row.overTime.length > 0);
  if (rows.length === 0) { node.replaceChildren(pp.el("p", { class: "note" }, "No trial has stored histograms, so there is nothing to draw.")); return; }
  const METRICS = [["delay", pp.delay(workload)[1]], ["requestLatencyCorrected", "request, corrected"], ["requestLatencyUncorrected", "request, uncorrected"]];
  const repeats = [...new Set(rows.flatMap(row => row.overTime.map(o => o.repeat)))].sort((a, b) => a - b);
  const has = (row, metric, repeat) => row.overTime.some(o => (repeat === null || String(o.repeat) === repeat) && (o.metrics[metric] ?? []).some(v => v.count > 0));
  const count = (metric, repeat) => rows.filter(row => has(row, metric, repeat)).length;
  const metric = pp.firstDrawable(METRICS.map(m => m[0]), m => count(m, null)) ?? "delay";
  const state = { metric, repeat: pp.firstDrawable(repeats.map(String), r => count(metric, r)) ?? String(repeats[0]) };
  const chosen = pp.someRows(rows.filter(row => has(row, state.metric, state.repeat)), 2, 2);
  const why = m => count(m, null) > 0 ? "" : m.startsWith("request") && rows.every(row => !row.polls) ? "a push sends no requests" : "no samples";
  const plot = pp.el("div"), below = pp.el("div");
  const set = key => value => { state[key] = value; redraw(); };
  node.replaceChildren(pp.el("div", { class: "controls" },
    pp.segments("Which latency", METRICS, state.metric, set("metric"), why),
    repeats.length > 1 ? pp.segments("Repeat", repeats.map(r => [String(r), String(r)]), state.repeat, set("repeat"), r => count(state.metric, r) > 0 ? "" : "no samples") : ""),
    pp.chips("Strategies", rows, chosen, () => redraw()), plot, below);
  let width = 0;
  const redraw = () => { if (width > 0) draw(); };

  const draw = () => {
    const shown = rows.filter(row => chosen.has(row.name)).map(row => ({ row, slices: row.overTime.find(o => String(o.repeat) === state.repeat)?.metrics[state.metric] ?? [] })).filter(s => s.slices.some(v => v.count > 0));
    // The highest percentile that most slices have samples for, the same for all that is drawn.
    const tail = ["p99", "p90"].find(q => d3.mean(shown.flatMap(s => s.slices), v => v[q] === null ? 0 : 1) > 0.5) ?? null;
    const svg = d3.create("svg").attr("role", "img").attr("aria-label", "Latency over the time of a window: median" + (tail ? ", " + tail : "") + " and maximum of each slice");
    if (shown.length) picture(svg, shown, tail);
    plot.replaceChildren(shown.length ? svg.node() : pp.el("p", { class: "note" }, chosen.size === 0 ? "Choose a strategy above." : "None of the chosen strategies has this figure in this repeat: " + (state.metric.startsWith("request") && rows.every(r => !chosen.has(r.name) || !r.polls) ? "a push sends no requests." : "no samples.")));
    const fewer = tail === "p99" ? "" : " Too few samples for p99 in most slices (it needs 1,000)" + (tail ? ", so p90 is drawn." : ".");
    const solid = shown.some(s => s.slices.some(v => v.p50 !== null)) ? "Solid: the median of each slice." : "Too few samples for a median in any slice.";
    below.replaceChildren(shown.length ? pp.el("p", { class: "note" }, solid + (tail ? " Dashed: its " + tail + "." : "") + " Rings: its maximum." + fewer) : "",
      pp.behind("Over time", ["strategy", "from", "samples", "p50", "p90", "p99", "max"], shown.flatMap(s => s.slices.map(v => [s.row.name, pp.number(v.at) + " s", String(v.count), ...["p50", "p90", "p99", "max"].map(q => v[q] === null ? "—" : pp.ms(v[q]))]))));
  };

  const picture = (svg, shown, tail) => {
    const narrow = width < 560;
    const height = narrow ? 320 : 360;
    const m = { top: 14, right: narrow ? 112 : pp.nameWidth(shown, 170), bottom: 50, left: narrow ? 54 : 66 };
    const values = shown.flatMap(s => s.slices.flatMap(v => [v.p50, v.max])).filter(v => v !== null && v > 0);
    const end = d3.max(shown, s => { const n = s.slices.length; return s.slices[n - 1].at + (n > 1 ? s.slices[1].at - s.slices[0].at : 1); });
    const x = d3.scaleLinear([0, end], [m.left, width - m.right]);
    const y = d3.scaleLog([d3.min(values) / 1.3, d3.max(values) * 1.3], [height - m.bottom, m.top]);
    svg.attr("viewBox", `0 0 ${width} ${height}`);
    const grid = svg.append("g").attr("class", "grid");
    for (const v of x.ticks(narrow ? 4 : 10)) grid.append("g").attr("class", "tick").append("text").attr("x", x(v)).attr("y", height - m.bottom + 17).attr("text-anchor", "middle").text(pp.number(v) + " s");
    for (const v of pp.logTicks(y)) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(0,${y(v)})`);
      tick.append("line").attr("x1", m.left).attr("x2", width - m.right);
      tick.append("text").attr("x", m.left - 8).attr("dy", "0.32em").attr("text-anchor", "end").text(pp.ms(v));
    }
    svg.append("text").attr("class", "axis").attr("x", width - m.right).attr("y", height - 8).attr("text-anchor", "end").text("time in the windows →");
    const half = s => s.slices.length > 1 ? (s.slices[1].at - s.slices[0].at) / 2 : end / 2;
    const lastOf = s => { const v = s.slices.filter(w => w.p50 !== null); return v.length ? y(v[v.length - 1].p50) : y.range()[0]; };
    const ends = pp.Labels.spread(shown.map(lastOf), 15, m.top + 6, height - m.bottom);
    shown.forEach((s, k) => {
      const g = svg.append("g").attr("class", "series " + pp.kindClass(s.row.kind)).attr("data-strategy", s.row.name);
      const px = v => x(v.at + half(s));
      const line = q => d3.line(px, v => y(v[q])).defined(v => v[q] !== null && v[q] > 0)(s.slices);
      g.append("path").attr("class", "curve").attr("d", line("p50"));
      if (tail) g.append("path").attr("class", "curve d1 thin").attr("d", line(tail));
      for (const v of s.slices) if (v.max > 0) g.append("circle").attr("class", "max").attr("cx", px(v)).attr("cy", y(v.max)).attr("r", 3);
      g.append("text").attr("class", "tinted name-label halo").attr("x", width - m.right + 11).attr("y", ends[k] + 4).text(narrow ? pp.shortName(s.row.name) : s.row.name);
    });
  };
  pp.responsive(plot, w => { width = w; draw(); });
};
