/* Elements, and the switches that the report is made of too. */
export const el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};

/** Changes a text only if it is another: screen readers and layout are spared the rest. */
export const say = (node, text) => { if (node.textContent !== text) node.textContent = text; };

let ids = 0;

/** One of several, as native radio buttons; `choose` sets it from outside. */
export const segments = (legend, options, chosen, change) => {
  const name = "s" + ids++;
  const inputs = options.map(([value]) => {
    const input = el("input", { type: "radio", name, value, checked: value === chosen });
    input.addEventListener("change", () => change(value));
    return input;
  });
  const labels = options.map(([, text], i) => el("label", {}, inputs[i], el("span", {}, text)));
  const node = el("fieldset", {}, el("legend", {}, legend), el("div", { class: "seg" }, ...labels));
  return { node, choose: value => inputs.forEach(input => { input.checked = input.value === value; }) };
};

/** A slider whose positions are the values of a list; `text` tells a value, `choose` sets it from outside. */
export const slider = (label, values, chosen, text, change) => {
  const id = "r" + ids++;
  const nearest = value => values.reduce((best, v, i) => Math.abs(v - value) < Math.abs(values[best] - value) ? i : best, 0);
  const input = el("input", { type: "range", id, min: 0, max: values.length - 1, step: 1 });
  const output = el("output", { for: id });
  const show = value => {
    say(output, text(value));
    input.setAttribute("aria-valuetext", text(value));
  };
  const choose = value => { input.value = String(nearest(value)); show(value); };
  input.addEventListener("input", () => { const value = values[Number(input.value)]; show(value); change(value); });
  choose(chosen);
  return { node: el("div", { class: "slider" }, el("div", { class: "slider-head" }, el("label", { for: id }, label), output), input), input, choose };
};

/** A button; what it does when it is pressed. */
export const button = (text, press, attributes = {}) => {
  const node = el("button", { type: "button", ...attributes }, text);
  node.addEventListener("click", press);
  return node;
};
