/* Freshness against cost: a curve for each kind of polling at an interval, a mark for each other way, the closed forms behind, the Pareto front. */
"use strict";
pp.tradeoff = (node, workload) => {
  const jobs = workload.story?.kind === "job-status";
  const [delay, delayName] = pp.delay(workload);
  const COSTS = { requests: ["requests", "requests"], bytes: ["bytes", "bytes"], serverCpuMicros: ["serverCpuMicros", "server CPU"] };
  const PER = { PerSubscriberSecond: "per subscriber and second", PerPublished: "per published update", PerJob: "per job" };
  const NAMES = jobs ? { [delay]: delayName, stalenessMs: "staleness" } : { stalenessMs: "staleness", [delay]: delayName, ageMs: "age" };
  const STATS = [["mean", "mean"], ["p50", "p50"], ["p95", "p95"], ["p99", "p99"]];
  /** In the order in which the chart would open on them. */
  const FRESH = jobs ? [[delay, "mean"], [delay, "p50"], ["stalenessMs", "mean"]]
    : [["stalenessMs", "p95"], ["stalenessMs", "mean"], [delay, "p50"], [delay, "mean"], ["ageMs", "mean"]];
  const COST = jobs ? [["requests", "PerJob"], ["bytes", "PerJob"], ["bytes", "PerSubscriberSecond"], ["serverCpuMicros", "PerSubscriberSecond"]]
    : [["bytes", "PerSubscriberSecond"], ["requests", "PerSubscriberSecond"], ["serverCpuMicros", "PerSubscriberSecond"]];
  const yOf = s => s.what + "." + s.stat;
  const xOf = s => s.per !== "PerJob" ? "overhead." + s.cost + s.per : s.cost === "serverCpuMicros" ? "overhead.serverCpuMicrosPerPublished" : "story." + s.cost + "PerJob";
  const PAIRS = COST.flatMap(([cost, per]) => FRESH.map(([what, stat]) => ({ what, stat, cost, per })));
  const drawable = s => workload.rows.filter(row => pp.figure(row, yOf(s)) && pp.figure(row, xOf(s))).length;
  const state = { ...(pp.firstDrawable(PAIRS, drawable) ?? PAIRS[0]) };
  const yMetric = () => yOf(state), xMetric = () => xOf(state);
  const yName = () => state.stat + " of " + NAMES[state.what];
  const xName = () => COSTS[state.cost][1] + " " + PER[state.per];
  const plot = pp.el("div");
  const below = pp.el("div");
  const why = change => pp.why(workload.rows, "what" in change || "stat" in change ? yOf({ ...state, ...change }) : xOf({ ...state, ...change }));
  const whyWhat = what => STATS.some(([stat]) => why({ what, stat }) === "") ? "" : why({ what, stat: "mean" });
  const set = key => value => {
    state[key] = value;
    if (key === "what" && why({ stat: state.stat })) state.stat = STATS.find(([stat]) => why({ stat }) === "")[0];
    for (const [part, control] of Object.entries(controls)) control.refresh(state[part]);
    redraw();
  };
  const controls = {
    what: pp.segments("How fresh", Object.entries(NAMES), state.what, set("what"), whyWhat),
    stat: pp.segments("which figure of it", STATS, state.stat, set("stat"), stat => why({ stat })),
    cost: pp.segments("At what cost", Object.entries(COSTS).map(([k, v]) => [k, v[1]]), state.cost, set("cost"), cost => why({ cost })),
    per: pp.segments("counted", [["PerSubscriberSecond", "per subscriber-second"], jobs ? ["PerJob", "per job"] : ["PerPublished", "per update"]], state.per, set("per"), per => why({ per })),
  };
  node.replaceChildren(pp.el("div", { class: "controls" }, ...Object.values(controls)), plot, below);
  let width = 0;
  const redraw = () => { if (width > 0) draw(); };

  const hasEnds = p => p.fy.length > 5;
  const worse = p => p.fy[5] ?? p.y;
  /** Where no upper end is known, nothing is known to be fresher. */
  const isOpen = p => p.row.trials.some(trial => trial.atLeast?.includes(yMetric()));
  const isSound = p => !isOpen(p) && [xMetric(), yMetric()].every(m => pp.standing(p.row, m).sound);
  const isHollow = p => [xMetric(), yMetric()].some(m => pp.standing(p.row, m).verdict !== "VALID");

  const pareto = points => {
    const sound = points.filter(isSound).sort((a, b) => a.x - b.x || worse(a) - worse(b));
    const kept = [];
    for (const p of sound) if (kept.length === 0 || worse(p) < worse(kept[kept.length - 1])) kept.push(p);
    return kept;
  };

  /** The measured cost at any interval between measured ones, on log axes. */
  const costAt = (points, interval) => {
    const known = points.filter(p => p.x > 0);
    for (let i = 1; i < known.length; i++) {
      const a = known[i - 1], b = known[i];
      if (interval >= a.row.intervalMs * 0.9999 && interval <= b.row.intervalMs * 1.0001) {
        const share = Math.log(interval / a.row.intervalMs) / Math.log(b.row.intervalMs / a.row.intervalMs);
        return a.x * (b.x / a.x) ** share;
      }
    }
    return null;
  };

  const reason = p => !pp.drawn(p.row) ? "only INVALID trials" : pp.scarce(p.fy ? xMetric() : yMetric());

  const draw = () => {
    const all = workload.rows.map(row => ({ row, fx: pp.figure(row, xMetric()), fy: pp.figure(row, yMetric()) }));
    const points = all.filter(p => p.fx && p.fy).map(p => ({ ...p, x: p.fx[0], y: p.fy[0] }));
    const left = all.filter(p => !p.fx || !p.fy);
    const svg = d3.create("svg").attr("role", "group").attr("aria-label", yName() + " against " + xName() + ", a mark for each strategy");
    if (points.length > 0) picture(svg, points);
    plot.replaceChildren(points.length > 0 ? svg.node() : pp.el("p", { class: "note" }, "No strategy has both figures, so there is nothing to draw: " + pp.byReason(left.map(p => [p.row.name, reason(p)])) + "."));
    const kinds = [...new Map(points.map(p => [p.row.kind, p.row.intervalMs === null ? p.row.kind : p.row.kind.replace(/(~.*)?$/, "@T$1") + ", a mark for each interval T"])).entries()];
    const notes = pp.el("div", { class: "note" });
    const hollow = points.some(isHollow) ? " Hollow: in one of the repeats one of the two figures is SUSPECT or INVALID." : "";
    const front = points.some(isSound) ? " Ringed and joined by dots: the Pareto front, where nothing measured was both fresher and cheaper (by medians of VALID trials" + (points.some(hasEnds) ? ", of their upper ends" : "") + ")." : "";
    const lines = d3.groups(points, p => p.row.kind).some(([, all]) => all.filter(p => p.row.intervalMs !== null).length > 1);
    const form = workload.expected.length ? !lines ? "" : " Pale and wide: what the closed form expects, at the measured cost." : !jobs && workload.rows.some(row => /^(conditional-)?poll$/.test(row.kind)) ? " There is no closed form for these arrivals." : "";
    if (points.length) notes.append(pp.el("p", {}, (points.some(hasEnds) ? "Upright bars span the lower to the upper ends of the repeats, the others min – max." : "Bars span min – max of the repeats.") + hollow + front + form));
    if (points.length && left.length) notes.append(pp.el("p", {}, "Not drawn: " + pp.byReason(left.map(p => [p.row.name, reason(p)])) + "."));
    const even = workload.breakEven["overhead." + state.cost + "PerSubscriberSecond"] ?? [];
    const words = pp.el("div", { class: "break-even" }, ...even.slice(0, 2).map(text => pp.el("p", {}, text)));
    if (even.length > 2) words.append(pp.el("details", {}, pp.el("summary", {}, "and for the other pushes"), ...even.slice(2).map(text => pp.el("p", {}, text))));
    below.replaceChildren(pp.legend(kinds), notes, words,
      pp.behind("Trade-off", ["strategy", xName(), "min – max", yName(), "min – max", "verdict", "on the front"], table(points)));
  };

  const table = points => {
    const kept = new Set(pareto(points).map(p => p.row.name));
    const range = (f, metric) => pp.format(f[1], pp.unit(metric)) + " – " + pp.format(f[2], pp.unit(metric));
    return points.map(p => [p.row.name, pp.told(p.row, xMetric()), range(p.fx, xMetric()), pp.told(p.row, yMetric()), range(p.fy, yMetric()), p.row.verdictText, kept.has(p.row.name) ? "yes" : ""]);
  };

  const axis = (values, from, to, zeroWidth) => {
    const above = values.filter(v => v > 0);
    const low = above.length ? d3.min(above) : 1, high = above.length ? d3.max(above) : 10;
    const scale = d3.scaleLog([low / 1.35, high * 1.35], [from, to]);
    const zero = from + Math.sign(to - from) * -zeroWidth / 2;
    return { scale, at: v => v > 0 ? scale(v) : zero };
  };

  const picture = (svg, points) => {
    const narrow = width < 560;
    const height = narrow ? 380 : 480;
    const m = { top: 26, right: 18, bottom: 46, left: narrow ? 58 : 70 };
    const hasZeroX = points.some(p => p.x <= 0), hasZeroY = points.some(p => p.y <= 0);
    const zw = 34;
    const x0 = m.left + (hasZeroX ? zw : 0), y0 = height - m.bottom - (hasZeroY ? zw : 0);
    const x = axis(points.flatMap(p => [p.x, p.fx[1], p.fx[2]]), x0, width - m.right, zw);
    const y = axis(points.flatMap(p => [p.y, p.fy[1], p.fy[2]]), y0, m.top, zw);
    svg.attr("viewBox", `0 0 ${width} ${height}`);
    frame(svg, x, y, { m, height, x0, y0, hasZeroX, hasZeroY, zw, narrow });
    const labels = new pp.Labels(width - 4, height - m.bottom);
    points.forEach(p => { p.cx = x.at(p.x); p.cy = y.at(p.y); labels.block(p.cx - 6, p.cy - 6, 12, 12); });
    const curves = d3.groups(points.filter(p => p.row.intervalMs !== null), p => p.row.kind);
    for (const [kind, polls] of curves) {
      polls.sort((a, b) => a.row.intervalMs - b.row.intervalMs);
      const g = svg.append("g").attr("class", pp.kindClass(kind));
      expected(g, kind, polls, x, y);
      g.append("path").attr("class", "curve" + (kind === "poll" ? "" : " d1")).attr("d", d3.line(p => p.cx, p => p.cy)(polls));
    }
    const kept = pareto(points);
    svg.append("path").attr("class", "front").attr("d", d3.line(p => p.cx, p => p.cy)(kept));
    kept.forEach(p => svg.append("circle").attr("class", "ring").attr("cx", p.cx).attr("cy", p.cy).attr("r", 10));
    points.forEach(p => mark(svg, p, x, y, labels, kept.includes(p)));
  };

  const frame = (svg, x, y, f) => {
    if (f.hasZeroX) svg.append("rect").attr("class", "zero").attr("x", f.m.left).attr("y", f.m.top).attr("width", f.zw).attr("height", f.height - f.m.top - f.m.bottom);
    if (f.hasZeroY) svg.append("rect").attr("class", "zero").attr("x", f.m.left).attr("y", f.y0).attr("width", width - f.m.left - f.m.right).attr("height", f.zw);
    const xa = svg.append("g").attr("class", "grid");
    const xTicks = pp.logTicks(x.scale).filter((v, i, all) => !f.narrow || all.length < 6 || i % 2 === 0);
    for (const v of xTicks) {
      const tick = xa.append("g").attr("class", "tick").attr("transform", `translate(${x.scale(v)},0)`);
      tick.append("line").attr("y1", f.m.top).attr("y2", f.height - f.m.bottom);
      tick.append("text").attr("y", f.height - f.m.bottom + 17).attr("text-anchor", "middle").text(pp.unit(xMetric()) === "B" ? pp.number(v) + " B" : pp.format(v, pp.unit(xMetric())));
    }
    for (const v of pp.logTicks(y.scale)) {
      const tick = xa.append("g").attr("class", "tick").attr("transform", `translate(0,${y.scale(v)})`);
      tick.append("line").attr("x1", f.m.left).attr("x2", width - f.m.right);
      tick.append("text").attr("x", f.m.left - 8).attr("dy", "0.32em").attr("text-anchor", "end").text(pp.format(v, "ms"));
    }
    if (f.hasZeroX) svg.append("text").attr("class", "quiet").attr("x", f.m.left + f.zw / 2).attr("y", f.height - f.m.bottom + 17).attr("text-anchor", "middle").text("0");
    if (f.hasZeroY) svg.append("text").attr("class", "quiet").attr("x", f.m.left - 8).attr("y", f.y0 + f.zw / 2 + 4).attr("text-anchor", "end").text("0");
    svg.append("text").attr("class", "axis").attr("x", width - f.m.right).attr("y", f.height - 8).attr("text-anchor", "end").text(xName() + " →");
    svg.append("text").attr("class", "axis").attr("x", f.m.left - 8).attr("y", 13).text("↑ " + yName());
  };

  const expected = (g, kind, polls, x, y) => {
    const curve = workload.expected.find(c => c.kind === kind);
    const values = curve?.figures[yMetric()];
    if (!values) return;
    const line = curve.intervalMs.map((t, i) => [costAt(polls, t), values[i]]).filter(([cx, cy]) => cx !== null && cy >= y.scale.domain()[0] && cy <= y.scale.domain()[1]);
    g.append("path").attr("class", "expected").attr("d", d3.line(p => x.scale(p[0]), p => y.scale(p[1]))(line));
  };

  const mark = (svg, p, x, y, labels, onFront) => {
    const row = p.row;
    const dot = svg.append("g").attr("class", "dot " + pp.kindClass(row.kind)).attr("tabindex", 0).attr("role", "img")
      .attr("data-strategy", row.name).attr("data-x", p.x).attr("data-y", p.y)
      .attr("aria-label", `${row.name}: ${yName()} ${pp.told(row, yMetric())}, ${xName()} ${pp.told(row, xMetric())}, ${row.verdictText}${onFront ? ", on the Pareto front" : ""}`);
    dot.append("line").attr("class", "bar").attr("x1", x.at(p.fx[1])).attr("x2", x.at(p.fx[2])).attr("y1", p.cy).attr("y2", p.cy);
    dot.append("line").attr("class", "bar").attr("y1", y.at(p.fy[1])).attr("y2", y.at(p.fy[2])).attr("x1", p.cx).attr("x2", p.cx);
    dot.append("circle").attr("class", "hit").attr("cx", p.cx).attr("cy", p.cy).attr("r", 13);
    dot.append("path").attr("class", "point" + (isHollow(p) ? " hollow" : "")).attr("d", pp.symbol(row.kind, 95)).attr("transform", `translate(${p.cx},${p.cy})`);
    const show = () => pp.showTip(dot.node().querySelector(".point"), row.name + ", " + row.verdictText, pp.wholeRow(workload, row));
    dot.on("pointerenter", show).on("focus", show).on("pointerleave", pp.hideTip).on("blur", pp.hideTip);
    const alone = row.intervalMs === null || workload.rows.filter(r => r.kind === row.kind).length === 1;
    const text = alone ? row.name : row.kind === "poll" ? pp.ms(row.intervalMs) : "";
    const place = text && labels.place(p.cx, p.cy, text, onFront ? 15 : 11);
    if (place) dot.append("text").attr("class", "halo tinted" + (alone ? " name-label" : "")).attr("x", place[0]).attr("y", place[1]).attr("text-anchor", place[2]).text(text);
  };

  pp.responsive(plot, w => { width = w; draw(); });
};

/** What a tooltip tells of a row. */
pp.ROW = workload => [[pp.delay(workload)[1] + " p50", pp.delay(workload)[0] + ".p50"], [pp.delay(workload)[1] + " p99", pp.delay(workload)[0] + ".p99"], ["staleness mean", "stalenessMs.mean"], ["staleness p95", "stalenessMs.p95"], ["stale", "stalenessMs.staleFraction"], ["age mean", "ageMs.mean"],
  ["requests / subscriber-s", "overhead.requestsPerSubscriberSecond"], ["bytes / subscriber-s", "overhead.bytesPerSubscriberSecond"], ["server CPU / subscriber-s", "overhead.serverCpuMicrosPerSubscriberSecond"], ["requests / update", "overhead.requestsPerPublished"], ["bytes / update", "overhead.bytesPerPublished"], ["empty polls", "overhead.emptyPollRatio"]];
pp.wholeRow = (workload, row) => pp.ROW(workload).map(([name, metric]) => {
  const f = pp.figure(row, metric);
  const range = f && f[3] > 1 ? `  (${pp.format(f[1], pp.unit(metric))} – ${pp.format(f[2], pp.unit(metric))})` : "";
  return [name, pp.told(row, metric) + (pp.standing(row, metric).doubts.length ? " ?" : "") + range];
});
