/* Every figure of every operation, by groups; sorted by any column. */
"use strict";
pp.operationsTable = (node, data) => {
  const TITLES = { ROUND_TRIP: "Round trip", CONNECT: "Connect", FAN_OUT: "Fan-out", DELIVERY: "Delivery", HARNESS: "Harness", OTHER: "Other" };
  const groups = Object.keys(TITLES).filter(g => data.operations.some(o => o.group === g));
  const state = { group: groups[0], sort: null, down: false };
  const place = pp.el("div");
  const select = pp.el("select", {}, ...groups.map(g => pp.el("option", { value: g }, TITLES[g])));
  select.addEventListener("change", () => { state.group = select.value; state.sort = null; draw(); });
  const csv = pp.el("button", { type: "button", id: "operations-csv" }, "Download all as CSV");
  csv.addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([data.csv], { type: "text/csv" }));
    pp.el("a", { href: url, download: data.runId.replace(/[^A-Za-z0-9._-]/g, "_") + "-operations.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
  node.replaceChildren(pp.el("div", { class: "controls" }, pp.el("label", {}, "Operations: ", select), csv), place,
    pp.el("p", { class: "note" }, "Below a figure: ± half the 99.9 % interval of a mean, or min – max of the forks. —: not measured, or INVALID."));

  const rows = () => data.operations.filter(o => o.group === state.group);
  const SETTINGS = [["protocol", "protocol", o => o.protocol], ["payload", "payload", o => o.payload], ["receivers", "receivers", o => o.receivers], ["params", "other", o => o.params]];
  const settings = () => SETTINGS.filter(([, , of]) => rows().some(o => of(o) !== null && of(o) !== ""));
  const figures = () => pp.unique(rows().flatMap(o => Object.keys(o.figures)));
  const key = name => name === "name" ? o => o.label : SETTINGS.find(s => s[0] === name)?.[2] ?? (o => o.figures[name]?.value ?? null);

  const header = (name, text) => {
    const sorted = state.sort === name;
    const button = pp.el("button", { type: "button", "data-sort": name }, text + (sorted ? (state.down ? " ▼" : " ▲") : ""));
    button.addEventListener("click", () => { state.down = sorted ? !state.down : false; state.sort = name; draw(); [...place.querySelectorAll("thead button")].find(b => b.dataset.sort === name).focus(); });
    return pp.el("th", { scope: "col", "aria-sort": sorted ? (state.down ? "descending" : "ascending") : "none" }, button);
  };
  const sorted = () => {
    const all = rows();
    if (state.sort === null) return all;
    const of = key(state.sort);
    return all.sort((a, b) => { const x = of(a), y = of(b); return x === null ? 1 : y === null ? -1 : (state.down ? -1 : 1) * (x < y ? -1 : x > y ? 1 : 0); });
  };
  const cell = (o, name) => {
    const f = o.figures[name];
    const td = pp.el("td", { "data-figure": name, "data-value": f ? f.value : null }, pp.toldFigure(o, name));
    if (f && pp.toldRange(f)) td.append(pp.el("small", {}, pp.toldRange(f)));
    return td;
  };
  const draw = () => {
    const mixed = rows().some(o => o.http2) && rows().some(o => o.kind === "websocket");
    const setting = (o, [name, , of]) => { const v = of(o); return pp.el("td", {}, v === null || v === "" ? "—" : name === "payload" ? pp.size(v) : name === "receivers" ? pp.number(v) : v + (name === "protocol" && mixed && o.http2 ? " †" : "")); };
    const line = o => pp.el("tr", { "data-id": o.id }, pp.el("th", { scope: "row", class: "tinted " + pp.kindClass(o.kind) }, o.label), ...settings().map(s => setting(o, s)), ...figures().map(f => cell(o, f)),
      pp.el("td", { class: "text" }, pp.el("span", { class: "verdict " + o.verdict }, o.verdict)));
    const head = pp.el("tr", {}, header("name", "operation"), ...settings().map(([name, text]) => header(name, text)), ...figures().map(f => header(f, pp.figureName(f))), pp.el("th", { scope: "col" }, "verdict"));
    const table = pp.el("table", { class: "plain" }, pp.el("thead", {}, head), pp.el("tbody", {}, ...sorted().map(line)));
    place.replaceChildren(pp.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All figures of single operations" }, table),
      ...(mixed ? [pp.el("p", { class: "note" }, "† " + data.different + ".")] : []));
  };
  draw();
};
