/* A handshake as a sequence: two lanes, an arrow for each step, and what is said. */
"use strict";
pp.handshakes = (node, all) => {
  const place = pp.el("div");
  const show = i => draw(all[i]);
  const pick = all.length > 1 ? pp.el("div", { class: "controls" }, pp.segments("Which handshake", all.map((h, i) => [String(i), h.title + " (" + h.protocol + ")"]), "0", i => show(Number(i)))) : "";
  node.replaceChildren(pick, place);

  const draw = h => {
    const start = h.steps.length ? h.steps[0].startMicros : 0;
    const end = d3.max(h.steps, s => s.endMicros) ?? 0;
    const up = d3.sum(h.steps, s => s.bytesUp), down = d3.sum(h.steps, s => s.bytesDown);
    const strip = pp.el("div");
    place.replaceChildren(
      pp.el("p", { class: "lead" }, `${h.title} (${h.protocol}): ${pp.micros(end - start)} until its first update, ${pp.bytes(up)} to the server and ${pp.bytes(down)} back.`, h.rounds > 1 ? ` Medians of ${pp.number(h.rounds)}.` : ""),
      strip, pp.el("div", { class: "ends", "aria-hidden": "true" }, pp.el("div", {}, pp.el("span", {}, "client"), pp.el("span", {}, "server"))),
      pp.el("ol", { class: "sequence" }, ...h.steps.map(step)));
    pp.responsive(strip, width => shares(strip, width, h, start, end));
  };

  const step = s => {
    const between = pp.el("div", { class: "between" });
    pp.responsive(between, width => arrow(between, width, s));
    const bytes = [s.bytesUp ? pp.bytes(s.bytesUp) + " to the server" : "", s.bytesDown ? pp.bytes(s.bytesDown) + " to the client" : ""].filter(t => t).join(", ");
    const say = pp.el("div", { class: "say" }, pp.el("h4", {}, s.name), pp.el("p", {}, `${pp.micros(s.endMicros - s.startMicros)}, from ${pp.micros(s.startMicros)} to ${pp.micros(s.endMicros)}${bytes ? "; " + bytes : ""}`));
    if (s.text) say.append(pp.el("pre", { tabindex: "0", "aria-label": "Sent: " + s.name }, s.text.replace(/\r\n/g, "\n").trimEnd()));
    return pp.el("li", { "data-step": s.name }, between, say);
  };

  /** To the server, to the client, or both where bytes are not counted or go both ways. */
  const arrow = (between, width, s) => {
    const svg = d3.create("svg").attr("aria-hidden", "true").attr("viewBox", `0 0 ${width} 54`).attr("width", width);
    const toServer = s.bytesUp > 0 || s.bytesDown === 0, toClient = s.bytesDown > 0 || s.bytesUp === 0;
    const one = (y, from, to) => {
      svg.append("line").attr("class", "arrow").attr("x1", from).attr("x2", to).attr("y1", y).attr("y2", y);
      const back = to > from ? -9 : 9;
      svg.append("path").attr("class", "arrow-head").attr("d", `M${to},${y}l${back},-5v10z`);
    };
    const both = toServer && toClient;
    if (toServer) one(both ? 27 : 33, 0, width);
    if (toClient) one(both ? 41 : 33, width, 0);
    svg.append("text").attr("x", width / 2).attr("y", 19).attr("text-anchor", "middle").text(pp.clipped(s.name, width - 12));
    between.replaceChildren(svg.node());
  };

  /** How the whole time is shared. */
  const shares = (strip, width, h, start, end) => {
    const x = d3.scaleLinear([start, Math.max(end, start + 1e-9)], [0, width]);
    const svg = d3.create("svg").attr("role", "img").attr("viewBox", `0 0 ${width} 30`).attr("aria-label", "Share of each step: " + h.steps.map(s => `${s.name} ${pp.micros(s.endMicros - s.startMicros)}`).join(", "));
    h.steps.forEach((s, i) => {
      const from = x(s.startMicros), wide = Math.max(0, x(s.endMicros) - from);
      svg.append("rect").attr("class", "slice" + (i % 2 ? " even" : "")).attr("x", from).attr("y", 2).attr("width", wide).attr("height", 22).attr("data-micros", s.endMicros - s.startMicros);
      if (wide > 16 + 6.8 * s.name.length) svg.append("text").attr("class", "on-slice" + (i % 2 ? " even" : "")).attr("x", from + wide / 2).attr("y", 17).attr("text-anchor", "middle").text(s.name);
    });
    strip.replaceChildren(svg.node());
  };
  show(0);
};
