/* Every metric, by groups; sorted by any column; the repeats on demand. */
"use strict";
pp.table = (node, workload) => {
  const path = name => name.slice(0, name.lastIndexOf("."));
  const last = name => name.slice(name.lastIndexOf(".") + 1);
  const names = pp.data.metrics.map(m => m.name);
  const spelled = text => text.replace(/Ms$/, "").replace(/Micros/, "").replace(/([A-Z])/g, " $1").toLowerCase().trim();
  const words = name => spelled(last(name)).replace(/per subscriber second/, "/ subscriber-s").replace("per published", "/ update").replace("per delivered", "/ delivered");
  const GROUPS = [["overview", "Overview", pp.ROW(workload).map(r => r[1])],
    ...[...new Set(names.map(path))].map(p => [p, spelled(p.replace("requestLatencyMs.", "request latency ").replace("overhead.", "overhead: ")).replace(/^./, c => c.toUpperCase()), names.filter(n => path(n) === p)])];
  const state = { group: "overview", sort: null, down: false, repeats: false };
  const place = pp.el("div");
  const toggle = pp.el("button", { type: "button", "aria-pressed": "false" }, "Show each repeat");
  toggle.addEventListener("click", () => { state.repeats = !state.repeats; toggle.setAttribute("aria-pressed", String(state.repeats)); toggle.textContent = state.repeats ? "Hide repeats" : "Show each repeat"; draw(); });
  const csv = pp.el("button", { type: "button", id: "csv" }, "Download all trials as CSV");
  csv.addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([pp.data.csv], { type: "text/csv" }));
    const link = pp.el("a", { href: url, download: pp.data.runId.replace(/[^A-Za-z0-9._-]/g, "_") + "-trials.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
  const select = pp.el("select", {}, ...GROUPS.map(([key, text]) => pp.el("option", { value: key }, text)));
  select.addEventListener("change", () => { state.group = select.value; state.sort = null; draw(); });
  node.replaceChildren(pp.el("div", { class: "controls" }, pp.el("label", {}, "Figures: ", select), toggle, csv), place,
    pp.el("p", { class: "note" }, "Medians of the repeats that are not INVALID, with min – max below; ≥: a lower bound, because some updates were never seen; ?: SUSPECT, see why at the mark; —: too few samples, or not measured."));

  const columns = () => GROUPS.find(g => g[0] === state.group)[2];
  const overview = new Map(pp.ROW(workload).map(([text, metric]) => [metric, text]));
  const title = metric => state.group === "overview" ? overview.get(metric) : words(metric);

  const header = (metric, text) => {
    const sorted = state.sort === metric;
    const button = pp.el("button", { type: "button" }, text + (sorted ? (state.down ? " ▼" : " ▲") : ""));
    button.addEventListener("click", () => { state.down = sorted ? !state.down : false; state.sort = metric; draw(); [...place.querySelectorAll("thead button")][metric === "name" ? 0 : columns().indexOf(metric) + 1].focus(); });
    return pp.el("th", { scope: "col", "aria-sort": sorted ? (state.down ? "descending" : "ascending") : "none" }, button);
  };
  const sorted = () => {
    const rows = [...workload.rows];
    if (state.sort === null) return rows;
    const key = row => state.sort === "name" ? row.name : pp.median(row, state.sort);
    rows.sort((a, b) => { const x = key(a), y = key(b); return x === null ? 1 : y === null ? -1 : (state.down ? -1 : 1) * (x < y ? -1 : x > y ? 1 : 0); });
    return rows;
  };
  const cell = (row, metric) => {
    const f = pp.figure(row, metric);
    const td = pp.el("td", { "data-metric": metric, "data-value": f ? f[0] : null }, pp.told(row, metric), pp.doubt(row, metric));
    if (f && f[3] > 1) td.append(pp.el("small", {}, pp.format(f[1], pp.unit(metric)) + " – " + pp.format(f[2], pp.unit(metric))));
    return td;
  };
  const line = row => {
    const verdict = pp.el("td", { class: "text" }, pp.el("span", { class: "verdict " + row.verdict }, row.verdictText));
    return pp.el("tr", { "data-strategy": row.name }, pp.el("th", { scope: "row", class: "tinted " + pp.kindClass(row.kind) }, row.name), ...columns().map(m => cell(row, m)), verdict);
  };
  const repeated = (trial, metric) => {
    const value = trial.values[pp.index.get(metric)];
    const verdict = trial.kinds[pp.data.metrics[pp.index.get(metric)].kind];
    return pp.el("td", {}, pp.ends(value, trial.upper?.[metric], trial.atLeast?.includes(metric), pp.unit(metric)), value !== null && verdict !== "VALID" ? pp.el("span", { class: "verdict " + verdict, title: verdict }) : "");
  };
  const repeat = trial => pp.el("tr", { class: "repeat" }, pp.el("th", { scope: "row" }, "repeat " + trial.repeat), ...columns().map(m => repeated(trial, m)),
    pp.el("td", { class: "text" }, pp.el("span", { class: "verdict " + trial.verdict }, trial.verdict)));
  const draw = () => {
    const head = pp.el("tr", {}, header("name", "strategy"), ...columns().map(m => header(m, title(m))), pp.el("th", { scope: "col" }, "verdict"));
    const body = sorted().flatMap(row => [line(row), ...(state.repeats ? row.trials.map(repeat) : [])]);
    const table = pp.el("table", { class: "plain" }, pp.el("thead", {}, head), pp.el("tbody", {}, ...body));
    place.replaceChildren(pp.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All figures" }, table));
  };
  draw();
};
