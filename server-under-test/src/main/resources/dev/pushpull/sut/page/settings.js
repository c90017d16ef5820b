/* Every setting is in the address, so that a link brings them all back; those that are as at first are left out. */
const FIRST = { tab: "lanes", interval: 1000, latency: 0, scale: "shared", theme: "system", rate: 1, arrivals: "poisson" };
const TABS = ["lanes", "job", "courier", "chat", "handshake"];

/** The poll intervals that the slider knows, 50 ms to 30 s, about evenly spaced to the ear of a logarithm. */
export const INTERVALS_MS = [50, 70, 100, 150, 200, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 4000, 5000, 7000, 10000, 15000, 20000, 30000];
export const RATES = [0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20];
export const LATENCIES_MS = [0, 10, 20, 50, 100, 150, 200, 300, 500, 700, 1000];

const amount = (text, least, most, first) => {
  const value = Number(text);
  return text !== null && value >= least && value <= most ? value : first;
};
const oneOf = (text, values, first) => (values.includes(text) ? text : first);

/** Anything that is no value of a setting counts as not given. */
const read = () => {
  const q = new URLSearchParams(location.hash.slice(1));
  return {
    tab: oneOf(q.get("tab"), TABS, FIRST.tab),
    interval: amount(q.get("interval"), 50, 30000, FIRST.interval),
    latency: amount(q.get("latency"), 0, 1000, FIRST.latency),
    scale: oneOf(q.get("scale"), ["shared", "own"], FIRST.scale),
    theme: oneOf(q.get("theme"), ["system", "light", "dark"], FIRST.theme),
    rate: amount(q.get("rate"), 0.05, 20, FIRST.rate),
    arrivals: oneOf(q.get("arrivals"), ["poisson", "periodic"], FIRST.arrivals),
  };
};

export class Settings {
  #values = read();
  #listeners = [];

  constructor() {
    addEventListener("hashchange", () => this.#change(read()));
  }

  /** Whether the address asked for an update rate; without, the server's stays as other pages left it. */
  static ratesAsked() {
    const q = new URLSearchParams(location.hash.slice(1));
    return q.has("rate") || q.has("arrivals");
  }

  get(name) { return this.#values[name]; }

  /** Changes some, and the address with them. */
  set(changes) {
    const values = { ...this.#values, ...changes };
    const shown = Object.entries(values).filter(([name, value]) => value !== FIRST[name]);
    history.replaceState(null, "", shown.length > 0 ? "#" + new URLSearchParams(shown.map(([n, v]) => [n, String(v)])) : location.pathname);
    this.#change(values);
    document.dispatchEvent(new Event("settings"));
  }

  #change(values) {
    const before = this.#values;
    this.#values = values;
    for (const [name, listener] of this.#listeners) if (values[name] !== before[name]) listener(values[name]);
  }

  /** Calls with a setting's new value whenever it is another. */
  on(name, listener) { this.#listeners.push([name, listener]); }
}
