/* Bytes of one poll over each protocol, beside what a WebSocket frame adds to a message. */
"use strict";
pp.bytesOfPolls = (node, data) => {
  const polls = data.operations.filter(o => o.group === "ROUND_TRIP" && /poll/.test(o.kind) && o.figures["bytes.up"] && o.figures["bytes.down"]);
  const labels = pp.unique(polls.map(o => o.label));
  const empty = labels.find(l => l === "poll, 304") ?? labels[0];
  const payloads = pp.unique(polls.map(o => o.payload).filter(p => p !== null)).sort((a, b) => a - b);
  const count = (label, payload) => polls.filter(o => o.label === label && (payloads.length < 2 || o.payload === null || o.payload === payload)).length;
  const state = { label: empty, payload: pp.firstDrawable(payloads.includes(64) ? [64, ...payloads] : payloads, p => count(empty, p)) ?? null };
  const plot = pp.el("div"), below = pp.el("div"), controls = pp.el("div", { class: "controls" });
  if (labels.length > 1) controls.append(pp.segments("Which poll", labels.map(l => [l, l]), state.label, v => { state.label = v; redraw(); }));
  if (payloads.length > 1) controls.append(pp.segments("Payload", payloads.map(p => [String(p), pp.size(p)]), String(state.payload), v => { state.payload = Number(v); redraw(); }));
  node.replaceChildren(controls, plot, below);
  let width = 0;
  const redraw = () => { if (width > 0) draw(); };
  /** The longest and the shortest head of a frame: short and not masked, long and masked (RFC 6455, 5.2). */
  const FRAME = [2, 14];

  const draw = () => {
    const shown = polls.filter(o => o.label === state.label && (payloads.length < 2 || o.payload === null || o.payload === state.payload)).sort((a, b) => b.figures.bytes.value - a.figures.bytes.value);
    if (shown.length === 0) { plot.replaceChildren(pp.el("p", { class: "note" }, "This poll was not measured with this payload.")); below.replaceChildren(); return; }
    const svg = d3.create("svg").attr("role", "group").attr("aria-label", "Bytes of one " + state.label + " over each protocol");
    picture(svg, shown);
    plot.replaceChildren(svg.node());
    const words = pp.el("div", { class: "saving" });
    for (const s of state.label === empty ? data.savings : []) words.append(pp.el("p", {}, pp.el("strong", {}, pp.number(Math.abs(s.share) * 100) + " %"), ` ${s.share >= 0 ? "fewer" : "more"} bytes over ${s.http2} than over ${s.old}.`));
    const key = (kind, text) => { const s = d3.create("svg").attr("class", "key kind-conditional-poll").attr("viewBox", "0 0 26 14").attr("aria-hidden", "true"); s.append("rect").attr("class", kind).attr("y", 2).attr("width", 26).attr("height", 10); return pp.el("li", {}, s.node(), text); };
    below.replaceChildren(pp.el("ul", { class: "legend" }, key("up", "client to server"), key("down", "server to client")), words,
      pp.el("p", { class: "note" }, (shown.some(o => o.http2) ? "HTTP/2 sends repeated headers as an index (HPACK), and each of its frames has a header of 9 B. " + data.different + ". " : "") + "A WebSocket frame header is 2 to 14 B, depending on length and mask, plus the message itself; this figure is from RFC 6455, not measured."),
      pp.behind("Bytes of one poll", ["poll", "protocol", "up", "down", "both", "verdict"], shown.map(o => [o.label, o.protocol, ...["bytes.up", "bytes.down", "bytes"].map(f => pp.toldFigure(o, f)), o.verdict])));
  };

  const picture = (svg, shown) => {
    const narrow = width < 560, row = 30, high = 17, top = 6;
    const frameName = narrow ? "frame header" : "WebSocket frame header";
    const left = Math.max(12 + 6.7 * frameName.length, 12 + 6.7 * Math.min(16, d3.max(shown, o => o.protocol.length) ?? 0));
    const height = top + row * (shown.length + 1) + 30;
    const x = d3.scaleLinear([0, d3.max(shown, o => o.figures.bytes.value) || 14], [left, width - (narrow ? 62 : 140)]);
    svg.attr("viewBox", `0 0 ${width} ${height}`);
    const grid = svg.append("g").attr("class", "grid");
    for (const v of pp.linearTicks(x, narrow ? 3 : 6, "B")) {
      const tick = grid.append("g").attr("class", "tick").attr("transform", `translate(${x(v)},0)`);
      tick.append("line").attr("y1", top).attr("y2", height - 28);
      tick.append("text").attr("y", height - 11).attr("text-anchor", v === 0 ? "start" : "middle").text(v === 0 ? "0" : pp.bytes(v));
    }
    shown.forEach((o, i) => {
      const y = top + row * i + (row - high) / 2, up = o.figures["bytes.up"].value, both = o.figures.bytes.value;
      const g = svg.append("g").attr("class", "cost " + pp.kindClass(o.kind)).attr("tabindex", 0).attr("role", "img").attr("data-protocol", o.protocol).attr("aria-label", `${o.fullName}: ${pp.toldFigure(o, "bytes")}, ${o.verdict}`);
      g.append("rect").attr("class", "hit").attr("x", 0).attr("y", y - 6).attr("width", width).attr("height", high + 12);
      g.append("text").attr("x", left - 10).attr("y", y + 13).attr("text-anchor", "end").text(pp.clipped(o.protocol || "its own", left - 12));
      const bar = g.append("rect").attr("class", "up").attr("x", x(0)).attr("y", y).attr("height", high).attr("width", x(up) - x(0)).attr("data-value", up);
      g.append("rect").attr("class", "down").attr("x", x(up)).attr("y", y).attr("height", high).attr("width", x(both) - x(up)).attr("data-value", both - up);
      const told = g.append("text").attr("class", "halo figure").attr("x", x(both) + 8).attr("y", y + 13).text(pp.toldFigure(o, "bytes"));
      const saved = state.label === empty ? data.savings.find(s => s.http2 === o.protocol) : null;
      if (saved && !narrow) told.append("tspan").attr("class", "aside").text(`  ${pp.number(Math.abs(saved.share) * 100)} % ${saved.share >= 0 ? "less" : "more"} than over ${saved.old}`);
      pp.withTip(g, bar, o);
    });
    frame(svg, x, top + row * shown.length + (row - high) / 2, high, left, frameName, shown.some(o => o.http2), narrow);
  };

  const frame = (svg, x, y, high, left, name, http2, narrow) => {
    const g = svg.append("g").attr("class", "cost kind-websocket frame").attr("role", "img").attr("aria-label", "A WebSocket frame header: 2 to 14 B" + (http2 ? "; " + data.different : ""));
    g.append("line").attr("class", "separator").attr("x1", 0).attr("x2", width).attr("y1", y - 6.5).attr("y2", y - 6.5);
    g.append("text").attr("class", "tinted").attr("x", left - 10).attr("y", y + 13).attr("text-anchor", "end").text(name);
    g.append("rect").attr("class", "down").attr("x", x(0)).attr("y", y).attr("height", high).attr("width", x(FRAME[1]) - x(0)).attr("data-value", FRAME[1]);
    g.append("rect").attr("class", "up").attr("x", x(0)).attr("y", y).attr("height", high).attr("width", x(FRAME[0]) - x(0)).attr("data-value", FRAME[0]);
    const told = g.append("text").attr("class", "halo figure").attr("x", x(FRAME[1]) + 8).attr("y", y + 13).text("2 – 14 B");
    if (http2) told.append("tspan").attr("class", "aside").text(narrow ? "  HTTP/1.1, not h2" : "  plus the message; over HTTP/1.1, not h2 or h2c");
  };
  pp.responsive(plot, w => { width = w; draw(); });
};
