/* Why a trace gets another interval than a Poisson process: when it changes, and how far behind each interval is. */
"use strict";
pp.span = s => s < 120 ? pp.number(s) + " s" : s < 7200 ? pp.number(s / 60) + " min" : s < 259200 ? pp.number(s / 3600) + " h" : pp.number(s / 86400) + " days";
pp.when = node => {
  const trace = pp.advice.trace, check = pp.advice.verifyingRun;
  const plot = pp.el("div");
  const busy = i => (i + 1) * trace.binSeconds > trace.busiestHourFromSeconds && i * trace.binSeconds < trace.busiestHourFromSeconds + 3600;
  const words = "Uncoloured: the busiest hour. Triangle: the stretch that a check replays.";
  node.replaceChildren(plot, pp.el("p", { class: "note" }, words),
    pp.behind("When it changes", ["from", "changes", "per hour"], trace.bins.map((n, i) => [pp.span(i * trace.binSeconds), String(n), pp.number(n / trace.binSeconds * 3600)])));
  const draw = width => {
    const narrow = width < 560, height = 190, m = { top: 22, right: 10, bottom: 34, left: narrow ? 48 : 60 };
    const unit = trace.spanSeconds > 259200 ? [86400, "days"] : trace.spanSeconds > 7200 ? [3600, "h"] : [60, "min"];
    const x = d3.scaleLinear([0, trace.spanSeconds / unit[0]], [m.left, width - m.right]);
    const perHour = trace.bins.map(n => n / trace.binSeconds * 3600);
    const y = d3.scaleLinear([0, d3.max(perHour)], [height - m.bottom, m.top]).nice(4);
    const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img").attr("aria-label", `Changes per hour over ${pp.span(trace.spanSeconds)}; the busiest hour begins after ${pp.span(trace.busiestHourFromSeconds)}`);
    for (const v of y.ticks(3)) {
      const tick = svg.append("g").attr("class", "tick").attr("transform", `translate(0,${y(v)})`);
      tick.append("line").attr("x1", m.left).attr("x2", width - m.right);
      tick.append("text").attr("x", m.left - 8).attr("dy", "0.32em").attr("text-anchor", "end").text(pp.number(v));
    }
    for (const v of x.ticks(narrow ? 4 : 10)) svg.append("text").attr("class", "quiet").attr("x", x(v)).attr("y", height - m.bottom + 16).attr("text-anchor", v === 0 ? "start" : "middle").text(v === 0 ? "0" : pp.number(v));
    const step = (width - m.right - m.left) / trace.bins.length;
    const bars = svg.append("g").attr("class", pp.wayClass("trace"));
    perHour.forEach((v, i) => bars.append("rect").attr("class", "column" + (busy(i) ? " busy" : "")).attr("data-updates", trace.bins[i]).attr("x", m.left + i * step).attr("width", Math.max(0.5, step - (step > 3 ? 1 : 0))).attr("y", y(v)).attr("height", Math.max(0, height - m.bottom - y(v))));
    if (check.stretchFromSeconds !== null) {
      const at = x(check.stretchFromSeconds / unit[0]);
      svg.append("path").attr("class", "stretch").attr("d", `M${at - 5},${m.top - 12}h10l-5,9z`);
    }
    svg.append("text").attr("class", "axis").attr("x", width - m.right).attr("y", height - 3).attr("text-anchor", "end").text(unit[1] + " since the first change →");
    svg.append("text").attr("class", "axis").attr("x", 2).attr("y", 10).text("↑ changes per hour");
    plot.replaceChildren(svg.node());
  };
  pp.responsive(plot, draw);
};

pp.dashOf = key => key === "poisson" ? " d1" : key === "trace" ? " d2" : "";
pp.twin = node => {
  const trace = pp.advice.trace, objective = pp.data.objectives[0];
  const way = (pp.byName.get(pp.advice.bestFixed) ?? pp.advice.candidates.find(c => c.intervalMs !== null))?.way;
  const curve = candidates => candidates.filter(c => c.way === way && objective.metric in c.figures && c.figures[objective.metric] > 0).map(c => ({ c, x: c.intervalMs, y: c.figures[objective.metric] }));
  const inStretch = new Map(trace.worstStretch.map(s => [s.strategy, s.figures]));
  const worst = pp.advice.candidates.filter(c => inStretch.has(c.strategy)).map(c => ({ ...c, figures: inStretch.get(c.strategy) }));
  const lines = [["worst", "the trace's worst stretch", curve(worst), pp.advice.bestFixed], ["trace", "the whole trace", curve(pp.advice.candidates), null], ...(trace.poisson ? [["poisson", "a Poisson process of the same mean rate", curve(trace.poisson.candidates), trace.poisson.bestFixed]] : [])];
  const near = p => p.y > objective.bound / 1000 && p.y < objective.bound * 30;
  const plot = pp.el("div");
  const told = (line, x) => pp.format(line[2].find(p => p.x === x)?.y, pp.unit(objective.metric));
  const rows = lines[0][2].map(p => [pp.ms(p.x), ...lines.map(line => told(line, p.x))]);
  node.replaceChildren(plot, pp.el("p", { class: "note" }, "Ringed: the interval that is advised for the trace, so that its worst stretch meets the objective, and for the process. Both lie below the objective by what chance adds in a short run."),
    pp.behind("By interval", ["interval", ...lines.map(line => line[1])], rows));
  const draw = width => {
    const narrow = width < 560, height = narrow ? 300 : 340, m = { top: 28, right: narrow ? 12 : 20, bottom: 44, left: narrow ? 62 : 76 };
    const shown = lines.flatMap(l => l[2].filter(near));
    const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("aria-label", `${pp.title(objective.metric)} by poll interval, for the trace and for a Poisson process`);
    if (!shown.length) { plot.replaceChildren(pp.el("p", { class: "note" }, "No interval comes near the objective: there is nothing to draw.")); return; }
    const x = d3.scaleLog(d3.extent(shown, p => p.x), [m.left, width - m.right]);
    const y = d3.scaleLog(d3.extent([...shown.map(p => p.y), objective.bound]), [height - m.bottom, m.top]);
    const grid = svg.append("g").attr("class", "grid");
    for (const v of pp.logTicks(x).filter((_, i, all) => all.length < (narrow ? 5 : 9) || i % 2 === 0)) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(${x(v)},0)`);
      tick.append("line").attr("y1", m.top).attr("y2", height - m.bottom);
      if (x(v) < width - 26) tick.append("text").attr("y", height - m.bottom + 17).attr("text-anchor", "middle").text(pp.ms(v));
    }
    for (const v of pp.logTicks(y)) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(0,${y(v)})`);
      tick.append("line").attr("x1", m.left).attr("x2", width - m.right);
      tick.append("text").attr("x", m.left - 8).attr("dy", "0.32em").attr("text-anchor", "end").text(pp.format(v, pp.unit(objective.metric)));
    }
    const labels = new pp.Labels(width - 4, height - m.bottom);
    const at = y(objective.bound);
    svg.append("line").attr("class", "limit").attr("x1", m.left).attr("x2", width - m.right).attr("y1", at).attr("y2", at);
    svg.append("text").attr("class", "halo").attr("x", m.left + 6).attr("y", at - 7).text(objective.text);
    labels.block(m.left, at - 20, objective.text.length * 7 + 10, 20);
    for (const [key, , points, best] of lines) {
      const g = svg.append("g").attr("class", pp.wayClass(key));
      const kept = points.filter(near);
      g.append("path").attr("class", "curve" + pp.dashOf(key)).attr("data-line", key).attr("d", d3.line(p => x(p.x), p => y(p.y))(kept));
      const pick = kept.find(p => p.c.strategy === best);
      if (pick) {
        g.append("circle").attr("class", "point").attr("cx", x(pick.x)).attr("cy", y(pick.y)).attr("r", 5);
        g.append("circle").attr("class", "chosen").attr("data-advised", key).attr("cx", x(pick.x)).attr("cy", y(pick.y)).attr("r", 10);
        const text = (key === "worst" ? "trace: " : "Poisson: ") + pp.ms(pick.x);
        const place = labels.place(x(pick.x), y(pick.y), text, 14);
        if (place) g.append("text").attr("class", "halo name-label").attr("x", place[0]).attr("y", place[1]).attr("text-anchor", place[2]).text(text);
      }
    }
    svg.append("text").attr("class", "axis").attr("x", width - m.right).attr("y", height - 6).attr("text-anchor", "end").text("poll interval →");
    svg.append("text").attr("class", "axis").attr("x", 2).attr("y", 12).text("↑ " + pp.title(objective.metric));
    const legend = pp.el("ul", { class: "legend" }, ...lines.map(([key, text]) => {
      const item = pp.el("li", { class: pp.wayClass(key) });
      d3.select(item).append("svg").attr("viewBox", "-11 -7 22 14").attr("aria-hidden", "true").append("line").attr("x1", -11).attr("x2", 11).attr("class", "curve" + pp.dashOf(key));
      item.append(text);
      return item;
    }));
    plot.replaceChildren(svg.node(), legend);
  };
  pp.responsive(plot, draw);
};
