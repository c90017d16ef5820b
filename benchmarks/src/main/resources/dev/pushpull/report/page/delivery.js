/* Delivery of one update: means with their intervals on a logarithmic axis, and against the closed form. */
"use strict";
pp.delivery = (node, all) => {
  const rows = all.filter(o => o.figures.score?.unit === "us" && o.figures.score.value > 0);
  if (rows.length === 0) { node.replaceChildren(pp.el("p", { class: "note" }, "No delivery has a figure, so there is nothing to draw."), pp.failures(all)); return; }
  const several = pp.unique(rows.map(o => o.protocol)).length > 1;
  const mixed = rows.some(o => o.http2) && rows.some(o => o.kind === "websocket");
  const label = o => pp.clipped(o.label, 160) + (several ? ", " + o.protocol : "") + (mixed && o.http2 ? " †" : "");
  const ratioOf = o => { const e = o.figures.expected, s = o.figures.score; return e?.value > 0 ? { value: s.value / e.value, low: s.low / e.value, high: s.high / e.value } : null; };
  const plot = pp.el("div");
  const note = "Dots: the mean; bars: its 99.9 % confidence interval. Vertical lines: what the closed form expects. A push has none: only the network delays it.";
  const compared = rows.filter(ratioOf);
  node.replaceChildren(plot, pp.el("p", { class: "note" }, note + (mixed ? " † " + pp.data.operations.different + "." : "")),
    pp.behind("Delivery", ["strategy", "mean", "± 99.9 %", "closed form", "measured ÷ expected", "p50", "p99", "verdict"],
      rows.map(o => [label(o), pp.toldFigure(o, "score"), pp.toldRange(o.figures.score), pp.toldFigure(o, "expected"), ratioOf(o) ? pp.number(ratioOf(o).value) : "—", pp.toldFigure(o, "latency.p50"), pp.toldFigure(o, "latency.p99"), o.verdict])), pp.failures(all));

  const draw = () => {
    const panels = [pp.el("div", {}, pp.el("h3", {}, "Until it is seen"), pp.el("div", { class: "times" }))];
    if (compared.length) panels.push(pp.el("div", {}, pp.el("h3", {}, "Measured ÷ expected"), pp.el("div", { class: "ratios" })));
    plot.replaceChildren(pp.el("div", { class: "panels" }, ...panels));
    times(panels[0].lastChild);
    if (compared.length) ratios(panels[1].lastChild);
  };

  const times = place => {
    const values = rows.flatMap(o => [o.figures.score.low, o.figures.score.high, o.figures.score.value, o.figures.expected?.value]).filter(v => v > 0);
    const [low, high] = pp.fanOut.limits(values, 1.5);
    chart(place, rows, "until it is seen, mean", d3.scaleLog().domain([low, high]), pp.logTicks, pp.micros, o => o.figures.score, o => o.figures.expected?.value ?? null);
  };
  const ratios = place => {
    const far = d3.max(compared, o => Math.max(Math.abs(ratioOf(o).low - 1), Math.abs(ratioOf(o).high - 1))) * 1.15 || 0.1;
    chart(place, compared, "measured ÷ expected", d3.scaleLinear().domain([1 - far, 1 + far]), s => s.ticks(5), v => d3.format(".2~f")(v), ratioOf, null);
  };

  const chart = (place, shown, name, scale, ticks, told, figure, expected) => {
    const width = Math.floor(place.getBoundingClientRect().width);
    const row = 32, top = 8;
    const left = 14 + 7.6 * d3.max(shown, o => label(o).length);
    const height = top + row * shown.length + 28;
    const x = scale.range([left, width - 74]);
    const svg = d3.create("svg").attr("role", "group").attr("aria-label", name + " by strategy").attr("viewBox", `0 0 ${width} ${height}`);
    const grid = svg.append("g").attr("class", "grid");
    let last = -99;
    for (const v of ticks(x)) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(${x(v)},0)`);
      tick.append("line").attr("y1", top).attr("y2", height - 26);
      if (x(v) - last > 46) { tick.append("text").attr("y", height - 9).attr("text-anchor", "middle").text(told(v)); last = x(v); }
    }
    if (!expected) svg.append("line").attr("class", "one").attr("x1", x(1)).attr("x2", x(1)).attr("y1", top).attr("y2", height - 26);
    shown.forEach((o, i) => {
      const f = figure(o), middle = top + row * i + row / 2;
      const g = svg.append("g").attr("class", "delivered " + pp.kindClass(o.kind)).attr("data-strategy", o.label);
      g.append("text").attr("class", "tinted name-label").attr("x", left - 10).attr("y", middle + 4).attr("text-anchor", "end").text(label(o));
      const from = x(Math.max(f.low, x.domain()[0])), to = x(f.high);
      g.append("path").attr("class", "bar").attr("fill", "none").attr("d", `M${from},${middle}H${to}M${from},${middle - 5}v10M${to},${middle - 5}v10`);
      const e = expected?.(o);
      if (e > 0) g.append("line").attr("class", "expectation").attr("x1", x(e)).attr("x2", x(e)).attr("y1", middle - 10).attr("y2", middle + 10).attr("data-value", e);
      const dot = g.append("circle").attr("class", "node" + (o.verdict === "VALID" ? " solid" : " doubtful")).attr("cx", x(f.value)).attr("cy", middle).attr("r", 5).attr("tabindex", 0).attr("role", "img").attr("data-value", f.value).attr("aria-label", `${label(o)}: ${name} ${told(f.value)}, ${o.verdict}`);
      g.append("text").attr("class", "halo figure").attr("x", Math.max(to, x(f.value) + 5) + 8).attr("y", middle + 4).text(expected ? told(f.value) : d3.format(".3f")(f.value));
      pp.withTip(dot, dot, o);
    });
    place.replaceChildren(svg.node());
  };
  pp.responsive(plot, () => draw());
};
