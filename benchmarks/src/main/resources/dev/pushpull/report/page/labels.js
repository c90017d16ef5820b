/* Puts labels beside marks where there is room, and leaves out those that would lie on others. */
"use strict";
pp.Labels = class {
  constructor(width, height) { this.width = width; this.height = height; this.taken = []; }
  block(x, y, w, h) { this.taken.push([x, y, x + w, y + h]); }
  free(x, y, w, h) {
    return x >= 0 && y >= 0 && x + w <= this.width && y + h <= this.height
      && !this.taken.some(([l, t, r, b]) => x < r && x + w > l && y < b && y + h > t);
  }
  /** The first free of several places around a mark as [x, y of the baseline, anchor]; null for none. */
  place(x, y, text, gap = 9) {
    const w = text.length * 6.9 + 2;
    const h = 14;
    const places = [[x + gap, y - 7, "start"], [x - gap - w, y - 7, "end"], [x - w / 2, y - gap - h, "middle"], [x - w / 2, y + gap, "middle"],
      [x + gap, y - gap - h, "start"], [x + gap, y + gap - 2, "start"], [x - gap - w, y - gap - h, "end"], [x - gap - w, y + gap, "end"]];
    for (const [left, top, anchor] of places) {
      if (this.free(left, top, w, h)) {
        this.block(left, top, w, h);
        return [anchor === "start" ? left : anchor === "end" ? left + w : left + w / 2, top + 11, anchor];
      }
    }
    return null;
  }
  /** Labels at the right end of lines, pushed apart; returns their y. */
  static spread(wanted, least, low, high) {
    const order = wanted.map((y, i) => [y, i]).sort((a, b) => a[0] - b[0]);
    let last = low - least;
    for (const entry of order) { entry[0] = Math.max(entry[0], last + least); last = entry[0]; }
    let next = high + least;
    for (const entry of order.reverse()) { entry[0] = Math.min(entry[0], next - least); next = entry[0]; }
    const placed = [];
    for (const [y, i] of order) placed[i] = y;
    return placed;
  }
};
/** An outline of corners around the middle, scaled so that its area is about the size asked for. */
pp.outline = (scale, corners) => ({
  draw: (context, size) => {
    const k = Math.sqrt(size) * scale;
    corners.forEach(([x, y], i) => i === 0 ? context.moveTo(k * x, k * y) : context.lineTo(k * x, k * y));
    context.closePath();
  }
});
/** A regular polygon, its first corner some degrees clockwise from the top. */
pp.regular = (corners, degrees) => pp.outline(1 / Math.sqrt(corners / 2 * Math.sin(2 * Math.PI / corners)), d3.range(corners).map(i => {
  const angle = 2 * Math.PI * i / corners + degrees * Math.PI / 180;
  return [Math.sin(angle), -Math.cos(angle)];
}));
pp.SYMBOLS = { "websocket": d3.symbolDiamond, "raw-websocket": d3.symbolCross, [pp.FLOOR]: d3.symbolCross, "sse": d3.symbolTriangle, "long-poll": d3.symbolSquare, "poll": d3.symbolCircle, "conditional-poll": d3.symbolStar,
  "poll~": pp.regular(6, 0), "conditional-poll~": pp.regular(6, 30), "backoff": pp.regular(3, 180), "conditional-backoff": pp.regular(3, 90), "hinted": pp.regular(5, 0), "conditional-hinted": pp.regular(5, 180),
  "adaptive": pp.outline(0.75, [[-1, -1], [1, -1], [-1, 1], [1, 1]]), "conditional-adaptive": pp.outline(0.75, [[-1, -1], [-1, 1], [1, -1], [1, 1]]) };
pp.symbol = (kind, size) => d3.symbol(pp.SYMBOLS[kind.replace(/~.*$/, "~")] ?? d3.symbolWye, size)();
pp.legend = kinds => pp.el("ul", { class: "legend" }, ...kinds.map(([kind, text]) => {
  const item = pp.el("li", { class: pp.kindClass(kind) });
  const svg = d3.select(item).append("svg").attr("viewBox", "-11 -7 22 14").attr("aria-hidden", "true");
  svg.append("path").attr("d", pp.symbol(kind, 70)).attr("class", "point");
  item.append(text);
  return item;
}));
/** Ticks of a log axis: decades, and 2 and 5 between them where there are few. */
pp.logTicks = scale => {
  const [low, high] = scale.domain();
  const decades = Math.log10(high / low);
  return scale.ticks(12).filter(v => {
    const lead = Math.round(v / 10 ** Math.floor(Math.log10(v) + 1e-9));
    return lead === 1 || (decades < 3 && (lead === 2 || lead === 5));
  });
};
