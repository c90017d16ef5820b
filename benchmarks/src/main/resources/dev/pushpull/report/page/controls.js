/* Switches made of native radio buttons and check boxes, so that keyboard and screen reader work. */
"use strict";
pp.ids = 0;
/** One of several; why(value) says why an option has nothing to draw, which disables it. The result's refresh(chosen) asks again. */
pp.segments = (legend, options, chosen, change, why = () => "") => {
  const name = "s" + pp.ids++;
  const inputs = options.map(([value]) => {
    const input = pp.el("input", { type: "radio", name, value });
    input.addEventListener("change", () => change(value));
    return input;
  });
  const labels = options.map(([, text], i) => pp.el("label", {}, inputs[i], pp.el("span", {}, text)));
  const none = pp.el("p", { class: "none", id: name + "-none" });
  const set = pp.el("fieldset", { "aria-describedby": none.id }, pp.el("legend", {}, legend), pp.el("div", { class: "seg" }, ...labels), none);
  set.refresh = now => {
    const reasons = options.map(([value]) => why(value));
    inputs.forEach((input, i) => { input.checked = input.value === now; input.disabled = reasons[i] !== ""; });
    none.textContent = pp.byReason(options.map(([, text], i) => [text, reasons[i]]).filter(([, reason]) => reason !== ""));
    none.hidden = none.textContent === "";
  };
  set.refresh(chosen);
  return set;
};
pp.chips = (legend, rows, chosen, change) => {
  const chips = rows.map(row => {
    const input = pp.el("input", { type: "checkbox", value: row.name, checked: chosen.has(row.name) });
    input.addEventListener("change", () => { if (input.checked) chosen.add(row.name); else chosen.delete(row.name); change(); });
    return pp.el("label", { class: "chip " + pp.kindClass(row.kind) }, input, pp.el("span", {}, row.name));
  });
  return pp.el("fieldset", {}, pp.el("legend", {}, legend), pp.el("div", { class: "chips" }, ...chips));
};
/** Dash patterns tell the intervals of one kind apart. */
pp.dash = (rows, row) => "d" + rows.filter(r => r.kind === row.kind).indexOf(row) % 6;
/** The switch of colours, and what the system asks for until it is used. */
pp.pickTheme = node => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let theme = "system";
  const apply = () => { document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme; };
  dark.addEventListener("change", apply);
  apply();
  node.append(pp.segments("Colours", [["system", "as the system"], ["light", "light"], ["dark", "dark"]], theme, value => { theme = value; apply(); }));
};
