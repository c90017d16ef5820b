/* Sliders and buttons that all tabs share: how often to ask, how often there is news, how far the server is. */
import { setRate } from "./api.js";
import { el, segments, slider } from "./dom.js";
import { number } from "./format.js";
import { INTERVALS_MS, LATENCIES_MS, RATES } from "./settings.js";

const SENT_AFTER_MS = 120;

/** "each 500 ms", "each 3 s". */
const each = ms => "every " + (ms < 1000 ? ms + " ms" : number(ms / 1000) + " s");

export const intervalSlider = settings => {
  const made = slider("Poll interval", INTERVALS_MS, settings.get("interval"), each, interval => settings.set({ interval }));
  settings.on("interval", made.choose);
  made.input.dataset.control = "interval";
  return made.node;
};

export const latencySlider = settings => {
  const made = slider("Added latency", LATENCIES_MS, settings.get("latency"), ms => ms + " ms round trip", latency => settings.set({ latency }));
  settings.on("latency", made.choose);
  made.input.dataset.control = "latency";
  return made.node;
};

/** The rate belongs to the server, and to all pages that are open on it. */
export const rateControls = (settings, refused) => {
  let timer = 0;
  const send = () => {
    clearTimeout(timer);
    timer = setTimeout(() => setRate(settings.get("rate"), settings.get("arrivals")).catch(refused), SENT_AFTER_MS);
  };
  const rate = slider("Updates", RATES, settings.get("rate"), perSecond => `${number(perSecond)} a second`, value => { settings.set({ rate: value }); send(); });
  const arrivals = segments("Arrivals", [["poisson", "random"], ["periodic", "even"]], settings.get("arrivals"), value => { settings.set({ arrivals: value }); send(); });
  settings.on("rate", rate.choose);
  settings.on("arrivals", arrivals.choose);
  rate.input.dataset.control = "rate";
  return [rate.node, arrivals.node];
};

export const themeControl = settings => {
  const made = segments("Colours", [["system", "system"], ["light", "light"], ["dark", "dark"]], settings.get("theme"), theme => settings.set({ theme }));
  settings.on("theme", made.choose);
  return made.node;
};

/** Copies a text, and says so where a screen reader hears it. */
export const copyButton = (label, text, status) => {
  const node = el("button", { type: "button" }, label);
  node.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      status("Copied: " + text());
    } catch {
      status("This browser does not allow copying; here is the text: " + text());
    }
  });
  return node;
};
