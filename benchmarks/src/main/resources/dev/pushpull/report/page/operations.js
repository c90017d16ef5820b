/* Single operations: what all their charts share, and bars with error bars and the floor as a line on each. */
"use strict";
/** Microseconds, from ns to s. */
pp.micros = value => Math.abs(value) < 0.9995 && value !== 0 ? pp.number(value * 1000) + " ns" : value === 0 ? "0 µs" : pp.ms(value / 1000);
pp.toldValue = (value, unit) => {
  switch (unit) {
    case "us": return pp.micros(value);
    case "/s": return pp.number(value) + " /s";
    case "B": case "share": case "": return pp.format(value, unit);
    default: return pp.number(value) + " " + pp.clipped(unit, 40);
  }
};
/** A text that has room in a picture. */
pp.clipped = (text, px) => text.length * 6.7 <= px ? text : text.slice(0, Math.max(3, Math.floor(px / 6.7) - 1)) + "…";
pp.toldFigure = (operation, name) => { const f = operation.figures[name]; return f ? pp.toldValue(f.value, f.unit) : "—"; };
/** Where an error bar reaches. */
pp.toldRange = f => f.low === f.high ? "" : f.interval ? "± " + pp.toldValue(f.high - f.value, f.unit) : pp.toldValue(f.low, f.unit) + " – " + pp.toldValue(f.high, f.unit);
pp.size = bytes => bytes > 0 && bytes % 1024 === 0 ? bytes / 1024 + " KiB" : bytes + " B";
/** Ticks of a linear axis, of bytes at whole KiB where they are told in KiB. */
pp.linearTicks = (scale, count, unit) => {
  const most = scale.domain()[1];
  return unit === "B" && most >= 2048 ? d3.ticks(0, most / 1024, count).map(v => v * 1024) : scale.ticks(count);
};
pp.unique = values => [...new Set(values)];
pp.FIGURES = [["latency.p50", "median"], ["score", "mean"], ["latency.p99", "p99"], ["server.cpu", "server CPU"], ["bytes", "bytes"], ["allocation", "allocated"]];

/** What a tooltip tells of an operation: every figure that it has. */
pp.FIGURE_NAMES = { "score": "mean", "latency.p50": "p50", "latency.p90": "p90", "latency.p99": "p99", "latency.p999": "p99.9", "latency.max": "longest", "floor.p50": "floor p50", "floor.p99": "floor p99", "floor.ratio": "times the floor", "server.cpu": "server CPU", "server.share": "of the mean time", "bytes.up": "bytes up", "bytes.down": "bytes down", "bytes": "bytes both ways", "allocation": "allocated", "fanout.first": "first receiver", "fanout.median": "median receiver", "fanout.last": "last receiver", "fanout.perReceiver": "for each receiver", "server.heapPerConnection": "heap per connection", "server.rssPerConnection": "resident per connection", "expected": "closed form" };
pp.figureName = name => pp.FIGURE_NAMES[name] ?? name;
pp.tipOf = operation => Object.entries(operation.figures).filter(([name]) => name in pp.FIGURE_NAMES)
  .map(([name, f]) => [pp.figureName(name), pp.toldFigure(operation, name) + (pp.toldRange(f) ? "  (" + pp.toldRange(f) + ")" : "")]);
pp.withTip = (mark, anchor, operation) => {
  const lines = pp.tipOf(operation);
  const title = operation.fullName + ", " + operation.verdict;
  const show = () => pp.showTip(anchor.node(), title, lines.length ? lines : [["why", operation.reasons]]);
  mark.on("pointerenter", show).on("focus", show).on("pointerleave", pp.hideTip).on("blur", pp.hideTip);
};

/**
 * Bars, a heading for each group.
 * figures: [name, text] to choose from; by: [text, key of an operation] to group by.
 */
pp.costBars = (node, all, { figures, by }) => {
  const has = (name, payload) => all.filter(o => (payload === null || o.payload === null || o.payload === payload) && o.figures[name]).length;
  const first = pp.firstDrawable(figures.map(f => f[0]), name => has(name, null));
  if (!first) { node.replaceChildren(pp.el("p", { class: "note" }, "None of these has a figure, so there is nothing to draw."), pp.failures(all)); return; }
  const offered = figures.filter(([name]) => has(name, null) || pp.scarce(name) !== "not measured");
  const payloads = pp.unique(all.map(o => o.payload).filter(p => p !== null)).sort((a, b) => a - b);
  const sizes = payloads.includes(64) ? [64, ...payloads.filter(p => p !== 64)] : payloads;
  const groupings = by.filter(([, key]) => { const n = pp.unique(all.map(key)).length; return n > 1 && n < all.length; });
  const state = { figure: first, payload: pp.firstDrawable(sizes, p => has(first, p)) ?? null, by: groupings.length ? 0 : -1 };
  const plot = pp.el("div"), below = pp.el("div");
  const controls = pp.el("div", { class: "controls" });
  const set = (key, parse) => value => { state[key] = parse(value); redraw(); };
  if (offered.length > 1) controls.append(pp.segments("Which figure", offered, state.figure, set("figure", String), name => has(name, null) ? "" : pp.scarce(name)));
  if (payloads.length > 1) controls.append(pp.segments("Payload", payloads.map(p => [String(p), pp.size(p)]), String(state.payload), set("payload", Number)));
  if (groupings.length > 1) controls.append(pp.segments("Grouped by", groupings.map(([text], i) => [String(i), text]), "0", set("by", Number)));
  node.replaceChildren(controls, plot, below);
  let width = 0;
  const redraw = () => { if (width > 0) draw(); };
  const isTime = () => ["score", "latency.p50"].includes(state.figure);
  const floorName = () => state.figure === "latency.p99" ? "floor.p99" : isTime() ? "floor.p50" : null;
  const floorOf = o => floorName() ? o.figures[floorName()] ?? null : null;
  const ownOf = o => isTime() && o.figures["server.cpu"] && o.figures[state.figure]?.unit === "us" ? o.figures["server.cpu"].value : 0;

  const draw = () => {
    const shown = all.filter(o => payloads.length < 2 || o.payload === null || o.payload === state.payload);
    const unit = shown.find(o => o.figures[state.figure])?.figures[state.figure].unit;
    const drawn = shown.filter(o => !o.figures[state.figure] || o.figures[state.figure].unit === unit);
    const others = shown.filter(o => !drawn.includes(o)).map(o => [o.fullName, "in another unit (" + pp.toldFigure(o, state.figure) + ")"]);
    const name = offered.find(f => f[0] === state.figure)[1];
    const svg = d3.create("svg").attr("role", "group").attr("aria-label", name + " of each operation, as bars");
    picture(svg, drawn);
    plot.replaceChildren(svg.node());
    below.replaceChildren(legend(drawn), others.length ? pp.el("p", { class: "note" }, "Not drawn: " + pp.byReason(others) + ".") : "", pp.behind(name, ["operation", name, "min – max, or ± 99.9 %", "floor p50", "times the floor", "server CPU", "of the mean time", "verdict"],
      drawn.map(o => [o.fullName, pp.toldFigure(o, state.figure), o.figures[state.figure] ? pp.toldRange(o.figures[state.figure]) : "", ...["floor.p50", "floor.ratio", "server.cpu", "server.share"].map(f => pp.toldFigure(o, f)), o.verdict])));
  };

  const legend = drawn => {
    const items = [];
    const key = paint => { const svg = d3.create("svg").attr("class", "key cost kind-other").attr("viewBox", "0 0 26 14").attr("aria-hidden", "true"); paint(svg); return svg.node(); };
    const rect = (s, kind, w) => s.append("rect").attr("class", kind).attr("y", 2).attr("height", 10).attr("width", w);
    if (drawn.some(o => ownOf(o) > 0)) items.push([key(s => { rect(s, "rest", 26); rect(s, "own", 10); }), "solid: the server's own CPU in it"]);
    if (drawn.some(floorOf)) items.push([key(s => s.append("line").attr("class", "floor").attr("x1", 13).attr("x2", 13).attr("y1", 0).attr("y2", 14)), "floor" + (state.figure === "score" ? ", its median" : "")]);
    const some = drawn.map(o => o.figures[state.figure]).filter(f => f && f.low !== f.high);
    if (some.length) items.push([key(s => { s.append("line").attr("class", "whisker").attr("x1", 3).attr("x2", 23).attr("y1", 7).attr("y2", 7); }), some[0].interval ? "99.9 % interval of the mean" : "min – max of the forks"]);
    if (drawn.some(o => o.verdict === "SUSPECT")) items.push([key(s => rect(s, "rest hollow", 24)), "SUSPECT"]);
    const list = pp.el("ul", { class: "legend" }, ...items.map(([svg, text]) => pp.el("li", {}, svg, text)));
    const different = drawn.some(o => o.http2) && drawn.some(o => o.kind === "websocket") ? pp.el("p", { class: "note" }, "† " + pp.data.operations.different + ".") : "";
    return pp.el("div", {}, list, different);
  };

  const picture = (svg, drawn) => {
    const narrow = width < 560;
    const groups = state.by < 0 ? [["", drawn]] : d3.groups(drawn, groupings[state.by][1]);
    const mixed = drawn.some(o => o.http2) && drawn.some(o => o.kind === "websocket");
    const byProtocol = state.by >= 0 && groupings[state.by][0] === "protocol";
    const fullLabel = o => (byProtocol || o.protocol === "" || pp.unique(all.map(x => x.protocol)).length < 2 ? o.label : state.by >= 0 ? o.protocol : o.label + ", " + o.protocol) + (mixed && o.http2 ? " †" : "");
    const label = o => pp.clipped(fullLabel(o), width - 20);
    const wanted = 14 + 6.7 * d3.max(drawn, o => label(o).length);
    const above = wanted > (narrow ? 150 : 300); // Long names stand above their bars.
    const row = above ? 43 : 27, high = 15, head = 27;
    const left = above ? 0 : wanted;
    const right = narrow ? 66 : 150;
    const most = d3.max(drawn, o => Math.max(o.figures[state.figure]?.high ?? 0, floorOf(o)?.value ?? 0)) || 1;
    const x = d3.scaleLinear([0, most], [left, width - right]);
    const top = 4;
    const height = top + d3.sum(groups, ([title, rows]) => (title ? head : 0) + rows.length * row) + 26;
    svg.attr("viewBox", `0 0 ${width} ${height}`);
    axis(svg, x, top, height - 24, narrow, drawn);
    let y = top;
    for (const [title, rows] of groups) {
      if (title) {
        svg.append("text").attr("class", "group").attr("x", 0).attr("y", y + 19).text(pp.clipped(title, width - 30) + (mixed && byProtocol && rows.every(o => o.http2) ? " †" : ""));
        y += head;
      }
      for (const o of rows) { bar(svg, o, label(o), { x, y: above ? y + 22 : y + (row - high) / 2, high, left, narrow, above }); y += row; }
    }
  };

  const axis = (svg, x, top, bottom, narrow, drawn) => {
    const grid = svg.append("g").attr("class", "grid");
    const unit = drawn.find(o => o.figures[state.figure])?.figures[state.figure].unit ?? "";
    for (const v of pp.linearTicks(x, narrow ? 3 : 6, unit)) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(${x(v)},0)`);
      tick.append("line").attr("y1", top).attr("y2", bottom);
      tick.append("text").attr("y", bottom + 17).attr("text-anchor", v === 0 ? "start" : "middle").text(v === 0 ? "0" : ["us", "/s", "B"].includes(unit) ? pp.toldValue(v, unit) : pp.number(v));
    }
  };

  const bar = (svg, o, label, { x, y, high, left, narrow, above }) => {
    const f = o.figures[state.figure];
    const g = svg.append("g").attr("class", "cost " + pp.kindClass(o.kind)).attr("tabindex", 0).attr("role", "img").attr("data-id", o.id)
      .attr("aria-label", `${o.fullName}: ${f ? pp.toldFigure(o, state.figure) + " " + pp.toldRange(f) : "no figure"}, ${o.verdict}`);
    const middle = y + high / 2;
    g.append("rect").attr("class", "hit").attr("x", 0).attr("y", y - 6).attr("width", width).attr("height", high + 12);
    if (above) g.append("text").attr("x", 0).attr("y", y - 6).text(label);
    else g.append("text").attr("x", left - 10).attr("y", middle + 4).attr("text-anchor", "end").text(label);
    const anchor = f ? g.append("rect").attr("class", "rest" + (o.verdict === "VALID" ? "" : " hollow")).attr("x", x(0)).attr("y", y).attr("height", high).attr("width", Math.max(0, x(f.value) - x(0))).attr("data-value", f.value)
      : g.append("text").attr("class", o.verdict === "INVALID" ? "wrong" : "quiet").attr("x", x(0) + 4).attr("y", middle + 4).text(o.verdict === "INVALID" ? "✗ INVALID" : pp.scarce(state.figure));
    if (f) {
      const own = ownOf(o);
      if (own > 0 && o.verdict === "VALID") g.append("rect").attr("class", "own").attr("x", x(0)).attr("y", y).attr("height", high).attr("width", x(Math.min(own, f.value)) - x(0)).attr("data-value", own);
      whisker(g, x(Math.max(0, f.low)), x(f.high), middle, f); // A mean's interval may reach below 0, where no time is.
      const floor = floorOf(o);
      if (floor) g.append("line").attr("class", "floor").attr("x1", x(floor.value)).attr("x2", x(floor.value)).attr("y1", y - 3).attr("y2", y + high + 3).attr("data-value", floor.value);
      const ratio = floor && o.figures["floor.ratio"] && state.figure === "latency.p50" ? o.figures["floor.ratio"].value : null;
      const end = Math.max(x(f.high), floor ? x(floor.value) : 0) + 8;
      const told = g.append("text").attr("class", "halo figure").attr("x", end).attr("y", middle + 4).text(pp.toldFigure(o, state.figure));
      if (!narrow && ratio !== null) told.append("tspan").attr("class", "aside").text("  " + pp.number(ratio) + " × floor");
      if (!narrow && o.verdict !== "VALID") told.append("tspan").attr("class", "doubt").text("  ? " + o.verdict);
    }
    pp.withTip(g, anchor, o);
  };

  const whisker = (g, from, to, middle, f) => {
    if (f.low === f.high) return;
    g.append("path").attr("class", "whisker").attr("fill", "none").attr("d", `M${from},${middle}H${to}M${from},${middle - 4}v8M${to},${middle - 4}v8`).attr("data-low", f.low).attr("data-high", f.high);
  };
  pp.responsive(plot, w => { width = w; draw(); });
};

/** Why operations have no figure. */
pp.failures = operations => pp.el("ul", { class: "note" }, ...operations.filter(o => o.reasons).map(o => pp.el("li", {}, `${o.fullName}, ${o.verdict}: ${o.reasons}`)));

pp.drawOperations = data => {
  const into = (id, draw) => { const node = document.getElementById(id); if (node) draw(node); };
  const of = group => data.operations.filter(o => o.group === group);
  const protocol = ["protocol", o => o.protocol || "the benchmark's own protocol"];
  const way = ["operation", o => o.label];
  into("op-round-trip", node => pp.costBars(node, of("ROUND_TRIP"), { figures: pp.FIGURES, by: [protocol, way] }));
  into("op-connect", node => pp.costBars(node, of("CONNECT"), { figures: pp.FIGURES, by: [protocol, way] }));
  into("op-handshake", node => pp.handshakes(node, data.handshakes));
  into("op-bytes", node => pp.bytesOfPolls(node, data));
  into("op-fan-out", node => pp.fanOut(node, of("FAN_OUT")));
  into("op-memory", node => pp.memory(node, of("FAN_OUT")));
  into("op-delivery", node => pp.delivery(node, of("DELIVERY")));
  into("op-harness", node => pp.costBars(node, of("HARNESS"), { figures: [["score", "mean time"], ["allocation", "allocated"]], by: [] }));
  into("op-other", node => pp.costBars(node, of("OTHER"), { figures: pp.FIGURES.concat([["score", "score"]]).filter((f, i, a) => a.findIndex(g => g[0] === f[0]) === i), by: [way] }));
  into("op-table", node => pp.operationsTable(node, data));
};
