/* Fan-out: a panel for each way with the first, the median and the last receiver, and one with the cost for each receiver. */
"use strict";
pp.fanOut = (node, all) => {
  const LINES = [["fanout.last", "last", ""], ["fanout.median", "median", " d1"], ["fanout.first", "first", " d2"]];
  const drawable = all.filter(o => o.receivers !== null && LINES.some(([name]) => o.figures[name]?.value > 0));
  if (drawable.length === 0) { node.replaceChildren(pp.el("p", { class: "note" }, "No fan-out has a figure, so there is nothing to draw."), pp.failures(all)); return; }
  const settings = pp.unique(drawable.map(pp.fanOut.setting));
  const state = { setting: settings[0] };
  const plot = pp.el("div"), below = pp.el("div");
  const controls = pp.el("div", { class: "controls" });
  if (settings.length > 1) controls.append(pp.segments("Setting", settings.map(s => [s, s || "the benchmark's own"]), state.setting, v => { state.setting = v; redraw(); }));
  node.replaceChildren(controls, plot, below);
  let width = 0;
  const redraw = () => { if (width > 0) draw(); };

  const draw = () => {
    const shown = drawable.filter(o => pp.fanOut.setting(o) === state.setting).sort((a, b) => a.receivers - b.receivers);
    const ways = d3.groups(shown, o => o.label);
    const values = shown.flatMap(o => LINES.map(([name]) => o.figures[name]?.value)).filter(v => v > 0);
    const limits = { x: pp.fanOut.limits(shown.map(o => o.receivers), 1), y: pp.fanOut.limits(values, 1.4) };
    const each = ([label, rows]) => ({ label, kind: rows[0].kind, rows });
    const panels = ways.map(each).map(way => panel(way.label, way.kind, LINES.map(([name, text, style]) => ({ text, style, kind: way.kind, points: points(way.rows, name) })), limits, "time since the publish"));
    const costs = ways.map(each).map(way => ({ text: way.label, style: "", kind: way.kind, points: points(way.rows, "fanout.perReceiver") })).filter(s => s.points.length);
    if (costs.length) panels.push(panel("Cost for each receiver", null, costs, { x: limits.x, y: pp.fanOut.limits(costs.flatMap(s => s.points.map(p => p.value)), 1.4) }, "last ÷ receivers"));
    plot.replaceChildren(pp.el("div", { class: "panels" }, ...panels.map(p => p.node)));
    panels.forEach(p => p.draw());
    below.replaceChildren(pp.el("p", { class: "note" }, "Each point is the median over the publishes of all forks together; bars span min – max of the forks. The panels share their axes. This includes the receivers' reads, all on one thread."),
      pp.behind("Fan-out", ["way", "receivers", "first", "median", "last", "for each receiver", "server CPU", "verdict"],
        ways.flatMap(([, rows]) => rows.map(o => [o.label, pp.number(o.receivers), ...["fanout.first", "fanout.median", "fanout.last", "fanout.perReceiver", "server.cpu"].map(f => pp.toldFigure(o, f)), o.verdict]))), pp.failures(all));
  };
  const points = (rows, name) => rows.filter(o => o.figures[name]?.value > 0).map(o => ({ operation: o, name, receivers: o.receivers, ...o.figures[name] }));

  const panel = (title, kind, series, limits, yName) => {
    const place = pp.el("div");
    const heading = pp.el("h3", kind ? { class: "tinted " + pp.kindClass(kind) } : {}, title);
    return { node: pp.el("div", {}, heading, place), draw: () => pp.fanOut.panel(place, title, series, limits, yName) };
  };
  pp.responsive(plot, w => { width = w; draw(); });
};
pp.fanOut.setting = o => [o.payload === null ? "" : "payload " + pp.size(o.payload), o.protocol, o.params].filter(t => t).join(", ");
pp.fanOut.limits = (values, room) => {
  const low = d3.min(values), high = d3.max(values);
  return low === high ? [low / 2, high * 2] : [low / room, high * room];
};
/** One picture with logarithmic axes, its lines named at their right end. */
pp.fanOut.panel = (place, title, series, limits, yName) => {
  const width = Math.floor(place.getBoundingClientRect().width);
  const height = 280;
  const m = { top: 22, right: 14 + 6.6 * d3.max(series, s => s.text.length), bottom: 44, left: 58 };
  const x = d3.scaleLog(limits.x, [m.left, width - m.right]);
  const y = d3.scaleLog(limits.y, [height - m.bottom, m.top]);
  const svg = d3.create("svg").attr("role", "group").attr("aria-label", title + ", by receivers").attr("viewBox", `0 0 ${width} ${height}`);
  const grid = svg.append("g").attr("class", "grid");
  for (const v of pp.unique(series.flatMap(s => s.points.map(p => p.receivers)))) {
    const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(${x(v)},0)`);
    tick.append("line").attr("y1", m.top).attr("y2", height - m.bottom);
    tick.append("text").attr("y", height - m.bottom + 17).attr("text-anchor", "middle").text(v >= 1000 ? v / 1000 + "k" : v);
  }
  for (const v of pp.logTicks(y)) {
    const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(0,${y(v)})`);
    tick.append("line").attr("x1", m.left).attr("x2", width - m.right);
    tick.append("text").attr("x", m.left - 8).attr("dy", "0.32em").attr("text-anchor", "end").text(pp.micros(v));
  }
  svg.append("text").attr("class", "axis").attr("x", width - m.right).attr("y", height - 8).attr("text-anchor", "end").text("receivers →");
  svg.append("text").attr("class", "axis").attr("x", m.left).attr("y", 12).text("↑ " + yName);
  const ended = series.filter(s => s.points.length);
  const ends = pp.Labels.spread(ended.map(s => y(s.points[s.points.length - 1].value)), 15, m.top + 4, height - m.bottom);
  ended.forEach((s, i) => {
    const g = svg.append("g").attr("class", "fan " + pp.kindClass(s.kind)).attr("data-line", s.text);
    g.append("path").attr("class", "curve" + s.style).attr("d", d3.line(p => x(p.receivers), p => y(p.value))(s.points));
    for (const p of s.points) {
      if (p.low > 0 && p.low !== p.high) g.append("line").attr("class", "bar").attr("x1", x(p.receivers)).attr("x2", x(p.receivers)).attr("y1", y(p.low)).attr("y2", y(p.high));
      const dot = g.append("circle").attr("class", "node" + (s.text === "first" ? "" : " solid") + (p.operation.verdict === "VALID" ? "" : " doubtful")).attr("cx", x(p.receivers)).attr("cy", y(p.value)).attr("r", 4)
        .attr("tabindex", 0).attr("role", "img").attr("data-receivers", p.receivers).attr("data-value", p.value).attr("aria-label", `${p.operation.label}, ${p.receivers} receivers, ${pp.figureName(p.name)}: ${pp.micros(p.value)}, ${p.operation.verdict}`);
      pp.withTip(dot, dot, p.operation);
    }
    g.append("text").attr("class", "tinted name-label").attr("x", x(s.points[s.points.length - 1].receivers) + 10).attr("y", ends[i] + 4).text(s.text);
  });
  place.replaceChildren(svg.node());
};

/** Memory of an idle connection, of the largest number of connections of each way. */
pp.memory = (node, all) => {
  const has = o => o.figures["server.heapPerConnection"] || o.figures["server.rssPerConnection"];
  const most = d3.groups(all.filter(has), o => o.label).map(([, rows]) => rows.reduce((a, b) => b.receivers > a.receivers ? b : a));
  pp.costBars(node, most.map(o => ({ ...o, label: o.receivers === null ? o.label : o.label + ", " + pp.number(o.receivers) + " open", payload: null })),
    { figures: [["server.heapPerConnection", "heap, after a collection"], ["server.rssPerConnection", "resident memory"]], by: [] });
};
