/* Freshness against cost: a curve for each kind of fixed poll, marks for the others, objective and budget as lines. */
"use strict";
pp.tradeoff = node => {
  const state = { objective: 0, cost: pp.advice.question.cost };
  const plot = pp.el("div");
  const below = pp.el("div");
  const set = key => value => { state[key] = key === "objective" ? Number(value) : value; if (width > 0) draw(); };
  const controls = pp.el("div", { class: "controls" });
  if (pp.data.objectives.length > 1) controls.append(pp.segments("How fresh", pp.data.objectives.map((o, i) => [String(i), pp.title(o.metric)]), "0", set("objective")));
  controls.append(pp.segments("At what cost, for everyone together", pp.COSTS.map(c => [c[0], c[1]]), state.cost, set("cost")));
  node.replaceChildren(controls, plot, below);
  let width = 0;

  /** What is near enough to the objective to be drawn; the rest is in the table. */
  const SPAN = [60, 12];
  const chosen = () => {
    const objective = pp.data.objectives[state.objective];
    const cost = pp.COSTS.find(c => c[0] === state.cost);
    const budget = pp.data.budgets.find(b => b.cost === state.cost);
    const all = pp.advice.candidates.filter(c => objective.metric in c.figures)
      .map(c => ({ c, x: cost[2](c.costs), y: c.figures[objective.metric], bound: c.bound?.figures[objective.text] }));
    const low = objective.bound / SPAN[0], high = objective.bound * SPAN[1];
    const points = all.filter(p => p.y <= high && (p.y >= low || p.c.intervalMs === null || pp.roles.has(p.c.strategy)));
    return { objective, cost, budget, points, low };
  };

  const draw = () => {
    const view = chosen();
    const svg = d3.create("svg").attr("role", "group").attr("aria-label", `${pp.title(view.objective.metric)} against ${view.cost[1]}, a mark for each way`);
    if (view.points.length) picture(svg, view);
    plot.replaceChildren(view.points.length ? svg.node() : pp.el("p", { class: "note" }, "No way comes near the objective: there is nothing to draw."));
    const ways = pp.WAYS.filter(([way]) => view.points.some(p => p.c.way === way));
    const notes = pp.el("div", { class: "note" },
      pp.el("p", {}, "Double ring: recommended. Ring: its neighbours. Whiskers reach to the 95 % bound, where it was simulated."));
    below.replaceChildren(legend(ways), notes, pp.el("details", { class: "behind" }, pp.el("summary", {}, "All ways that were looked at"), pp.table(pp.advice.candidates, "All ways that were looked at", false)));
  };
  const legend = ways => {
    const list = pp.legend(ways);
    [...list.children].forEach((item, i) => { item.className = pp.wayClass(ways[i][0]); });
    return list;
  };

  const picture = (svg, view) => {
    const narrow = width < 560;
    const f = { narrow, height: narrow ? 400 : 500, m: { top: 28, right: 18, bottom: 46, left: narrow ? 60 : 76 }, zw: 34 };
    const xs = view.points.map(p => p.x).filter(v => v > 0);
    const ys = view.points.flatMap(p => [p.y, p.bound ?? p.y]).filter(v => v >= view.low);
    f.zeroX = view.points.some(p => p.x <= 0);
    f.zeroY = view.points.some(p => p.y < view.low);
    f.x0 = f.m.left + (f.zeroX ? f.zw : 0);
    f.y0 = f.height - f.m.bottom - (f.zeroY ? f.zw : 0);
    const limits = view.budget ? [view.budget.perSecond] : [];
    const x = d3.scaleLog(d3.extent([...xs, ...limits]).map((v, i) => i ? v * 1.5 : v / 1.5), [f.x0, width - f.m.right]);
    const y = d3.scaleLog(d3.extent([...ys, view.objective.bound]).map((v, i) => i ? v * 1.5 : v / 1.5), [f.y0, f.m.top]);
    svg.attr("viewBox", `0 0 ${width} ${f.height}`);
    frame(svg, x, y, view, f);
    const labels = new pp.Labels(width - 4, f.height - f.m.bottom);
    for (const p of view.points) {
      p.cx = p.x > 0 ? x(p.x) : f.m.left + f.zw / 2;
      p.cy = p.y >= view.low ? y(p.y) : f.y0 + f.zw / 2;
      if (pp.roles.has(p.c.strategy)) labels.block(p.cx - 8, p.cy - 8, 16, 16);
    }
    limit(svg, x, y, view, f, labels);
    for (const [way, polls] of d3.groups(view.points.filter(p => p.c.intervalMs !== null), p => p.c.way)) {
      polls.sort((a, b) => a.c.intervalMs - b.c.intervalMs);
      svg.append("path").attr("class", "curve " + pp.wayClass(way) + (way === "poll" ? " d1" : "")).attr("d", d3.line(p => p.cx, p => p.cy)(polls));
    }
    const order = [...view.points].sort((a, b) => pp.roles.has(a.c.strategy) - pp.roles.has(b.c.strategy));
    const named = order.filter(p => pp.roles.has(p.c.strategy)).reverse();
    order.forEach(p => mark(svg, p, y, view));
    named.forEach(p => name(svg, p, labels));
    order.filter(p => isRound(p.c)).forEach(p => interval(svg, p, labels));
  };
  const isRound = c => c.way === "conditional-poll" || !pp.advice.question.ways.includes("conditional-poll") ? c.intervalMs !== null && Number.isInteger(Math.log10(c.intervalMs)) && !pp.roles.has(c.strategy) : false;

  const frame = (svg, x, y, view, f) => {
    const bottom = f.height - f.m.bottom;
    if (f.zeroX) svg.append("rect").attr("class", "zero").attr("x", f.m.left).attr("y", f.m.top).attr("width", f.zw).attr("height", bottom - f.m.top);
    if (f.zeroY) svg.append("rect").attr("class", "zero").attr("x", f.m.left).attr("y", f.y0).attr("width", width - f.m.left - f.m.right).attr("height", f.zw);
    const grid = svg.append("g").attr("class", "grid");
    const every = f.narrow ? 2 : 1;
    for (const v of pp.logTicks(x).filter((_, i, all) => all.length < 6 || i % every === 0)) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(${x(v)},0)`);
      tick.append("line").attr("y1", f.m.top).attr("y2", bottom);
      if (x(v) < width - 30) tick.append("text").attr("y", bottom + 17).attr("text-anchor", "middle").text(view.cost[3](v).replace(/\/(s|month)$/, ""));
    }
    for (const v of pp.logTicks(y)) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(0,${y(v)})`);
      tick.append("line").attr("x1", f.m.left).attr("x2", width - f.m.right);
      tick.append("text").attr("x", f.m.left - 8).attr("dy", "0.32em").attr("text-anchor", "end").text(pp.format(v, pp.unit(view.objective.metric)));
    }
    if (f.zeroX) svg.append("text").attr("class", "quiet").attr("x", f.m.left + f.zw / 2).attr("y", bottom + 17).attr("text-anchor", "middle").text("0");
    if (f.zeroY) svg.append("text").attr("class", "quiet").attr("x", f.m.left - 8).attr("y", f.y0 + f.zw / 2 + 4).attr("text-anchor", "end").text("less");
    svg.append("text").attr("class", "axis").attr("x", width - f.m.right).attr("y", f.height - 8).attr("text-anchor", "end").text(view.cost[1] + ({ requests: " per second", bytes: " per second", cpu: ", cores", money: " per month" })[state.cost] + " →");
    svg.append("text").attr("class", "axis").attr("x", 2).attr("y", 12).text("↑ " + pp.title(view.objective.metric));
  };

  /** What lies beyond the objective, and beyond the budget of the cost that is shown. */
  const limit = (svg, x, y, view, f, labels) => {
    const right = width - f.m.right, bottom = f.height - f.m.bottom;
    const at = y(view.objective.bound);
    const beyond = view.objective.wantsMore ? [at, f.y0] : [f.m.top, at];
    svg.append("rect").attr("class", "beyond").attr("x", f.m.left).attr("width", right - f.m.left).attr("y", beyond[0]).attr("height", Math.max(0, beyond[1] - beyond[0]));
    svg.append("line").attr("class", "limit").attr("data-limit", view.objective.text).attr("x1", f.m.left).attr("x2", right).attr("y1", at).attr("y2", at);
    const text = view.objective.text;
    svg.append("text").attr("class", "halo").attr("x", right - 4).attr("y", at - 7).attr("text-anchor", "end").text(text);
    labels.block(right - 8 - text.length * 6.9, at - 20, text.length * 6.9 + 8, 18);
    if (!view.budget) return;
    const edge = x(view.budget.perSecond);
    svg.append("rect").attr("class", "beyond").attr("x", edge).attr("width", Math.max(0, right - edge)).attr("y", f.m.top).attr("height", bottom - f.m.top);
    svg.append("line").attr("class", "limit").attr("data-limit", view.budget.text).attr("x1", edge).attr("x2", edge).attr("y1", f.m.top).attr("y2", bottom);
    svg.append("text").attr("class", "halo").attr("x", edge - 6).attr("y", bottom - 8).attr("text-anchor", "end").text(view.budget.text);
  };

  const mark = (svg, p, y, view) => {
    const roles = pp.roles.get(p.c.strategy);
    const told = pp.lines(p.c).filter(l => l[0]).map(l => l.join(" ")).join(", ");
    const dot = svg.append("g").attr("class", "dot " + pp.wayClass(p.c.way)).attr("data-strategy", p.c.strategy).attr("data-x", p.x).attr("data-y", p.y);
    if (roles) dot.attr("tabindex", 0).attr("role", "img").attr("aria-label", `${p.c.strategy}, ${roles.join(", ")}: ${told}, ${pp.verdict(p.c)}`);
    else dot.attr("aria-hidden", "true");
    if (p.bound && p.bound >= view.low && p.y >= view.low) {
      dot.append("line").attr("class", "whisker").attr("x1", p.cx).attr("x2", p.cx).attr("y1", p.cy).attr("y2", y(p.bound));
      dot.append("line").attr("class", "cap").attr("x1", p.cx - 5).attr("x2", p.cx + 5).attr("y1", y(p.bound)).attr("y2", y(p.bound));
    }
    if (roles) dot.append("circle").attr("class", p.c.strategy === pp.advice.recommended ? "chosen" : "ring").attr("cx", p.cx).attr("cy", p.cy).attr("r", 10);
    if (p.c.strategy === pp.advice.recommended) dot.append("circle").attr("class", "chosen").attr("cx", p.cx).attr("cy", p.cy).attr("r", 14.5);
    dot.append("circle").attr("class", "hit").attr("cx", p.cx).attr("cy", p.cy).attr("r", roles ? 15 : 6);
    dot.append("path").attr("class", "point" + (roles ? "" : " other")).attr("d", pp.symbol(p.c.way, roles ? 95 : 34)).attr("transform", `translate(${p.cx},${p.cy})`);
    const show = () => pp.showTip(dot.node().querySelector(".point"), p.c.strategy + (roles ? ", " + roles.join(", ") : ""), pp.lines(p.c));
    dot.on("pointerenter", show).on("focus", show).on("pointerleave", pp.hideTip).on("blur", pp.hideTip);
  };
  const name = (svg, p, labels) => {
    const role = pp.roles.get(p.c.strategy);
    const text = p.c.strategy + (role.includes("next cheaper poll") ? ", next cheaper" : role.includes("next fresher poll") ? ", next fresher" : "");
    const place = labels.place(p.cx, p.cy, text, 17);
    if (place) svg.append("text").attr("class", "halo tinted name-label " + pp.wayClass(p.c.way)).attr("x", place[0]).attr("y", place[1]).attr("text-anchor", place[2]).text(text);
  };
  const interval = (svg, p, labels) => {
    const place = labels.place(p.cx, p.cy, pp.ms(p.c.intervalMs), 8);
    if (place) svg.append("text").attr("class", "halo tinted faint " + pp.wayClass(p.c.way)).attr("x", place[0]).attr("y", place[1]).attr("text-anchor", place[2]).text(pp.ms(p.c.intervalMs));
  };

  pp.responsive(plot, w => { width = w; draw(); });
};
