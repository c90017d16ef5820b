/* Latency by percentile, on an axis of 1/(1 − q) as HdrHistogram plots it. */
"use strict";
pp.percentiles = (node, workload) => {
  const METRICS = { delay: ["delay"], request: ["requestLatencyCorrected", "requestLatencyUncorrected"] };
  const CHOICES = [["delay", pp.delay(workload)[1]], ["request", "request latency"]];
  const rows = workload.rows.filter(row => Object.keys(row.curves).length > 0);
  if (rows.length === 0) { node.replaceChildren(pp.el("p", { class: "note" }, "No trial has stored histograms, so there is nothing to draw.")); return; }
  const hasCurve = (row, metric) => METRICS[metric].some(m => row.curves[m]?.median.length > 1);
  const state = { metric: pp.firstDrawable(Object.keys(METRICS), metric => rows.filter(row => hasCurve(row, metric)).length) ?? "delay" };
  const chosen = pp.someRows(rows.filter(row => hasCurve(row, state.metric)), 3, 3);
  const why = metric => rows.some(row => hasCurve(row, metric)) ? "" : metric === "request" && rows.every(row => !row.polls) ? "a push sends no requests" : "too few samples";
  const plot = pp.el("div"), below = pp.el("div");
  node.replaceChildren(pp.el("div", { class: "controls" }, pp.segments("Which latency", CHOICES, state.metric, v => { state.metric = v; redraw(); }, why)),
    pp.chips("Strategies", rows, chosen, () => redraw()), plot, below);
  let width = 0;
  const redraw = () => { if (width > 0) draw(); };
  const SHARES = pp.data.percentiles;

  const series = () => rows.filter(row => chosen.has(row.name)).flatMap(row => {
    const metrics = state.metric === "request" ? [["requestLatencyCorrected", "", "corrected"], ["requestLatencyUncorrected", " d2 thin", "uncorrected"]] : [["delay", "", ""]];
    return metrics.map(([metric, style, suffix]) => ({ row, metric, style, suffix, curve: row.curves[metric] }));
  }).filter(s => s.curve && s.curve.median.length > 1);

  const empty = () => chosen.size === 0 ? "Choose a strategy above." : "None of the chosen strategies has this figure: " + (state.metric === "request" && rows.every(r => !chosen.has(r.name) || !r.polls) ? "a push sends no requests." : "too few samples.");

  const draw = () => {
    const shown = series();
    const svg = d3.create("svg").attr("role", "img").attr("aria-label", (state.metric === "request" ? "request latency" : pp.delay(workload)[1]) + " by percentile, a line for each strategy");
    if (shown.length) picture(svg, shown);
    plot.replaceChildren(shown.length ? svg.node() : pp.el("p", { class: "note" }, empty()));
    const note = pp.el("div", { class: "note" });
    if (state.metric === "request") note.append(pp.el("p", {}, "Solid: corrected for coordinated omission, from the instant that a poll was due. Dotted and thin: uncorrected, from the actual send. Where they part, polls waited for others. A long poll's time is mostly the server's deliberate wait."));
    if (shown.some(s => s.curve.unseenFrom < 1)) note.append(pp.el("p", {}, "Some updates were never seen: above " + pp.number(100 * d3.min(shown, s => s.curve.unseenFrom)) + " % the values are lower bounds (≥)."));
    const WANTED = [0.5, 0.9, 0.99, 0.999];
    below.replaceChildren(note, pp.behind("Percentiles", ["strategy", "repeats", ...WANTED.map(q => q * 100 + " %")], shown.map(s => [s.row.name + (s.suffix ? ", " + s.suffix : ""), String(s.curve.repeats), ...WANTED.map(q => at(s.curve, q))])));
  };

  /** Read off the curve, straight between its points. */
  const at = (curve, share) => {
    const i = d3.bisectLeft(SHARES, share - 1e-12);
    if (i >= curve.median.length) return "—";
    if (i === 0 || Math.abs(SHARES[i] - share) < 1e-9) return pp.ms(curve.median[i]);
    const part = (share - SHARES[i - 1]) / (SHARES[i] - SHARES[i - 1]);
    return pp.ms(curve.median[i - 1] + part * (curve.median[i] - curve.median[i - 1]));
  };

  const picture = (svg, shown) => {
    const narrow = width < 560;
    const height = narrow ? 360 : 420;
    const m = { top: 14, right: narrow ? 112 : pp.nameWidth(shown, 170), bottom: 44, left: narrow ? 54 : 66 };
    const most = d3.max(shown, s => s.curve.median.length);
    const inverse = share => 1 / (1 - share);
    const x = d3.scaleLog([1, Math.max(12, inverse(SHARES[most - 1]))], [m.left, width - m.right]);
    const low = d3.min(shown, s => d3.min(s.curve.min.filter(v => v > 0))), high = d3.max(shown, s => d3.max(s.curve.max));
    const y = d3.scaleLog([low / 1.2, high * 1.2], [height - m.bottom, m.top]);
    svg.attr("viewBox", `0 0 ${width} ${height}`);
    const grid = svg.append("g").attr("class", "grid");
    for (const [v, text] of [[1, "0 %"], [2, "50 %"], [10, "90 %"], [100, "99 %"], [1000, "99.9 %"], [10000, "99.99 %"], [100000, "99.999 %"]]) {
      if (v > x.domain()[1]) continue;
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(${x(v)},0)`);
      tick.append("line").attr("y1", m.top).attr("y2", height - m.bottom);
      tick.append("text").attr("y", height - m.bottom + 17).attr("text-anchor", "middle").text(text);
    }
    for (const v of pp.logTicks(y)) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(0,${y(v)})`);
      tick.append("line").attr("x1", m.left).attr("x2", width - m.right);
      tick.append("text").attr("x", m.left - 8).attr("dy", "0.32em").attr("text-anchor", "end").text(pp.ms(v));
    }
    svg.append("text").attr("class", "axis").attr("x", width - m.right).attr("y", height - 8).attr("text-anchor", "end").text("share of " + (state.metric === "request" ? "requests" : "updates") + " that were faster →");
    const px = i => x(inverse(SHARES[i])), py = v => y(Math.max(v, y.domain()[0]));
    const ends = pp.Labels.spread(shown.map(s => py(s.curve.median[s.curve.median.length - 1])), 15, m.top + 6, height - m.bottom);
    shown.forEach((s, k) => {
      const g = svg.append("g").attr("class", "percentile " + pp.kindClass(s.row.kind)).attr("data-strategy", s.row.name).attr("data-metric", s.metric);
      const points = s.curve.median.map((v, i) => i);
      if (!s.style) g.append("path").attr("class", "band").attr("d", d3.area(px, i => py(s.curve.min[i]), i => py(s.curve.max[i]))(points));
      g.append("path").attr("class", "curve " + (s.style || pp.dash(workload.rows, s.row))).attr("d", d3.line(px, i => py(s.curve.median[i]))(points));
      if (s.style) return;
      const last = px(points.length - 1);
      g.append("path").attr("class", "bar").attr("fill", "none").attr("d", `M${last + 2},${py(s.curve.median[points.length - 1])}L${width - m.right + 4},${ends[k]}h4`).attr("opacity", 0.4);
      g.append("text").attr("class", "tinted name-label halo").attr("x", width - m.right + 11).attr("y", ends[k] + 4).text(narrow ? pp.shortName(s.row.name) : s.row.name);
    });
  };
  pp.responsive(plot, w => { width = w; draw(); });
};
