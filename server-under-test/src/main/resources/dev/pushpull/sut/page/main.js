/* What all tabs share, and which of them is at work. */
import { config, rate, setRate } from "./api.js";
import { chatTab } from "./chat.js";
import { Clock } from "./clock.js";
import { themeControl } from "./controls.js";
import { courierTab } from "./courier.js";
import { say } from "./dom.js";
import { handshakeTab } from "./handshake.js";
import { jobTab } from "./job.js";
import { lanesTab } from "./lanes.js";
import { Link } from "./link.js";
import { Settings } from "./settings.js";
import { tabs } from "./tabs.js";
import { Truth } from "./truth.js";
import { Weight } from "./weight.js";

const ASKED_AGAIN_MS = 5000;
const statusLine = document.getElementById("status");
const status = text => say(statusLine, text);
const failed = error => status("Failed: " + error.message);

const begin = async () => {
  const settings = new Settings();
  const asked = Settings.ratesAsked();
  const told = await config();
  const clock = new Clock();
  await clock.set();
  if (asked) await setRate(settings.get("rate"), settings.get("arrivals")).catch(failed);
  else if (told.rate) settings.set({ rate: told.rate.perSecond, arrivals: told.rate.arrivals });

  const link = new Link();
  link.addedMs = settings.get("latency");
  settings.on("latency", value => { link.addedMs = value; });
  document.getElementById("theme").append(themeControl(settings));
  say(document.getElementById("version"), `pushpull ${told.version}, ${told.protocol}`);

  const feed = told.feeds.value;
  if (!feed) { status("This server has no demo feeds: it serves only this page's client code."); return; }
  const truth = new Truth(feed);
  const app = { settings, clock, link, truth, feed, weight: new Weight(told.requestHeadBytes), maxWaitSeconds: Math.min(30, told.maxWaitSeconds), config: told, status, failed };
  const panel = name => document.getElementById("panel-" + name);
  const panels = { lanes: lanesTab(panel("lanes"), app), job: jobTab(panel("job"), app), courier: courierTab(panel("courier"), app), chat: chatTab(panel("chat"), app), handshake: handshakeTab(panel("handshake"), app) };
  truth.start();
  tabs(document.getElementById("tabs"), settings, panels);
  watch(settings, clock);
  document.documentElement.dataset.ready = "true";
};

/** The clock may drift and another page may change the rate; what was just moved here is not moved back. */
const watch = (settings, clock) => {
  let lost = false;
  let movedMs = -Infinity;
  for (const name of ["rate", "arrivals"]) settings.on(name, () => { movedMs = performance.now(); });
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const askedMs = performance.now();
      await clock.set();
      const now = await rate();
      if (movedMs < askedMs - 1000) settings.set({ rate: now.perSecond, arrivals: now.arrivals });
      if (lost) status("The server is back.");
      lost = false;
    } catch {
      if (!lost) status("The server cannot be reached; reconnecting.");
      lost = true;
      clock.forget();
    }
  }, ASKED_AGAIN_MS);
};

begin().catch(failed);
