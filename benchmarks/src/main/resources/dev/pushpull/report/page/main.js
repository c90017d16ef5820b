/* Theme, workload, and all the charts of the workload that is chosen. */
"use strict";
(() => {
  pp.pickTheme(document.getElementById("theme"));

  if (pp.data.operations) pp.drawOperations(pp.data.operations);
  const CHARTS = { story: pp.story, tradeoff: pp.tradeoff, lanes: pp.lanes, percentiles: pp.percentiles, overtime: pp.overtime, table: pp.table };
  const show = workload => {
    for (const [id, chart] of Object.entries(CHARTS)) { const node = document.getElementById(id); if (node) chart(node, workload); }
    document.documentElement.dataset.drawn = "true";
  };
  const workloads = pp.data.workloads;
  if (workloads.length === 0) {
    for (const id of Object.keys(CHARTS)) document.getElementById(id)?.replaceChildren(pp.el("p", { class: "note" }, "This run has no finished trials yet, so there is nothing to draw."));
    document.documentElement.dataset.drawn = "true";
    return;
  }
  if (workloads.length > 1) document.getElementById("workload").append(pp.el("section", {}, pp.segments("Everything below is for the workload", workloads.map((w, i) => [String(i), w.label]), "0", i => show(workloads[Number(i)]))));
  show(workloads[0]);
})();
