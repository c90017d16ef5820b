/* What is advised, and its neighbours, as a table; and what charts and tables tell of a candidate. */
"use strict";
pp.advice = pp.data.advice;
pp.byName = new Map(pp.advice.candidates.map(c => [c.strategy, c]));
pp.WAYS = [["poll", "poll"], ["conditional-poll", "conditional poll"], ["backoff", "back-off"], ["adaptive", "adaptive"], ["long-poll", "long poll"], ["sse", "server-sent events"], ["websocket", "WebSocket"]];
Object.assign(pp.SYMBOLS, { backoff: d3.symbolTriangle2, adaptive: d3.symbolSquare2 });
pp.wayClass = way => "kind-" + way;

pp.ROLES = [["recommended", "recommended"], ["bestFixed", "best fixed interval"], ["nextCheaper", "next cheaper poll"], ["nextFresher", "next fresher poll"], ["bestFeedback", "best of back-off and adaptive"], ["bestPush", "best push"]];
pp.roles = new Map();
for (const [key, text] of pp.ROLES) {
  const strategy = pp.advice[key];
  if (strategy) pp.roles.set(strategy, [...(pp.roles.get(strategy) ?? []), text]);
}

pp.bandwidth = v => v < 1000 ? pp.number(v) + " B/s" : v < 1e6 ? pp.number(v / 1000) + " kB/s" : pp.number(v / 1e6) + " MB/s";
pp.COSTS = [["requests", "requests", c => c.requestsPerSecond, v => pp.number(v) + "/s"], ["bytes", "bytes", c => c.bytesPerSecond, pp.bandwidth], ["cpu", "server cores", c => c.cpuCores, v => pp.number(v)]].filter(([, , of]) => pp.advice.candidates.every(c => of(c.costs) !== null));
if (pp.advice.question.prices) {
  const currency = pp.advice.question.prices.currency;
  pp.COSTS.push(["money", "money", c => c.moneyPerMonth, v => pp.number(v) + (currency ? " " + currency : "") + "/month"]);
}
pp.metricsAsked = [...new Set(pp.advice.question.metrics)];
pp.title = metric => metric.replace("overhead.", "").replace("Ms.", " ").replace(".", " ").replace(/([a-z])([A-Z])/g, (_, a, b) => a + " " + b.toLowerCase());
pp.value = (candidate, metric) => metric in candidate.figures ? pp.format(candidate.figures[metric], pp.unit(metric)) : "—";
pp.bound = (candidate, metric) => {
  const figures = pp.data.objectives.filter(o => o.metric === metric).map(o => candidate.bound?.figures[o.text]).filter(v => v !== undefined);
  return [...new Set(figures)].map(v => pp.format(v, pp.unit(metric))).join(" / ") || "—";
};
pp.verdict = c => c.misses.length ? "misses " + c.misses.join(", ") : c.holds === true ? "holds" : c.holds === false ? `${c.bound.missed} of ${c.bound.replicas} runs miss` : "by expectation";
pp.lines = c => [...pp.metricsAsked.flatMap(m => [[pp.title(m), pp.value(c, m)], ...(c.bound ? [["… in 95 % of runs", pp.bound(c, m)]] : [])]), ...pp.COSTS.map(([, name, of, tell]) => [name, tell(of(c.costs))]), ["", pp.verdict(c)]];

pp.table = (candidates, caption, roles) => {
  const head = ["strategy", ...pp.metricsAsked.flatMap(m => [pp.title(m), "95 %"]), ...pp.COSTS.map(c => c[1]), ""];
  const row = c => pp.el("tr", { "data-strategy": c.strategy, class: c.strategy === pp.advice.recommended ? "picked" : null },
    pp.el("th", { scope: "row" }, c.strategy, ...(roles ? [pp.el("small", {}, pp.roles.get(c.strategy).join(", "))] : [])),
    ...pp.metricsAsked.flatMap(m => [pp.el("td", {}, pp.value(c, m)), pp.el("td", {}, pp.bound(c, m))]),
    ...pp.COSTS.map(([, , of, tell]) => pp.el("td", {}, tell(of(c.costs)))),
    pp.el("td", { class: "text verdict-text" }, pp.verdict(c)));
  return pp.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    pp.el("table", { class: "plain choices" }, pp.el("thead", {}, pp.el("tr", {}, ...head.map(text => pp.el(text ? "th" : "td", text ? { scope: "col" } : {}, text)))), pp.el("tbody", {}, ...candidates.map(row))));
};
pp.choices = node => {
  const picked = [...pp.roles.keys()].map(name => pp.byName.get(name));
  node.replaceChildren(picked.length ? pp.table(picked, "The choices side by side", true) : pp.el("p", { class: "note" }, "No way that might have been recommended holds: there is nothing to set side by side."));
};
