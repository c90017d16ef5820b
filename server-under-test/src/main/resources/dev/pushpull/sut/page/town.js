/* The town that the courier goes through: a drawing, with a crossing at each corner of its 8 by 5 blocks. */
const d3 = globalThis.d3;
export const COLUMNS = 9;
export const ROWS = 6;
const WIDTH = 900;
const HEIGHT = 580;
const MARGIN = 46;
const STREET = 9;
const PARKS = new Set(["1,1", "1,2", "6,3"]);

/** A block is said to be 100 m long. */
export const METRES_PER_BLOCK = 100;

export const x = d3.scaleLinear([0, 1], [MARGIN, WIDTH - MARGIN]);
export const y = d3.scaleLinear([0, 1], [MARGIN, HEIGHT - MARGIN]);

/** How far two positions lie apart, by the streets, in m. */
export const apart = (a, b) => METRES_PER_BLOCK * (Math.abs(a.x - b.x) * (COLUMNS - 1) + Math.abs(a.y - b.y) * (ROWS - 1));

/** Draws the town into a node, and returns its SVG. */
export const town = node => {
  const svg = d3.select(node).append("svg").attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`).attr("class", "town").attr("role", "img").attr("aria-label", "A town's streets with the courier's true position and the five shown ones");
  svg.append("rect").attr("class", "streets").attr("width", WIDTH).attr("height", HEIGHT).attr("rx", 18);
  const blocks = d3.cross(d3.range(-1, COLUMNS), d3.range(-1, ROWS));
  svg.append("g").selectAll("rect").data(blocks).join("rect")
    .attr("class", ([i, j]) => (PARKS.has(`${i},${j}`) ? "park" : "block"))
    .attr("x", ([i]) => Math.max(STREET, x(i / (COLUMNS - 1)) + STREET)).attr("y", ([, j]) => Math.max(STREET, y(j / (ROWS - 1)) + STREET))
    .attr("width", ([i]) => Math.min(WIDTH - STREET, x((i + 1) / (COLUMNS - 1)) - STREET) - Math.max(STREET, x(i / (COLUMNS - 1)) + STREET))
    .attr("height", ([, j]) => Math.min(HEIGHT - STREET, y((j + 1) / (ROWS - 1)) - STREET) - Math.max(STREET, y(j / (ROWS - 1)) + STREET))
    .attr("rx", 7);
  return svg;
};
