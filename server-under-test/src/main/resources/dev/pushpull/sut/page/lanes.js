/* The five lanes side by side: what they know, their pictures, and what can be done to them. */
import { counters } from "./api.js";
import { copyButton, intervalSlider, latencySlider, rateControls } from "./controls.js";
import { runCommand } from "./command.js";
import { button, el, say, segments } from "./dom.js";
import { ms } from "./format.js";
import { KINDS } from "./kinds.js";
import { Lane } from "./lane.js";
import { LaneCard } from "./lanecard.js";
import { SHOWN_MS, highest, ramps } from "./sawtooth.js";
import { watchBodies } from "./weight.js";

const DRAWN_EVERY_MS = 33;
const CALM_EVERY_MS = 1000;
const WRITTEN_EVERY_MS = 250;
const BEHIND_MS = 5000;
const COUNTED_AFTER_MS = 600;
const COUNTED_TRIES = 6;
const LEAST_HEIGHT_MS = 20;

export const lanesTab = (root, app) => {
  const { settings, clock, truth } = app;
  const lanes = KINDS.map(kind => new Lane(kind, app, settings.get("interval")));
  const cards = lanes.map(lane => new LaneCard(lane));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const state = { shown: false, paused: false, behind: 0, hidden: false, drawnMs: 0, writtenMs: 0, frame: 0 };

  const atWork = () => state.shown && !state.paused && !state.hidden && state.behind === 0;
  const resetAll = () => { for (const lane of lanes) lane.reset(); };
  const startAll = () => { if (atWork()) for (const lane of lanes) lane.start(); };
  const recoverAll = () => { if (atWork()) for (const lane of lanes) lane.recover(); };
  const stopAll = counting => { for (const lane of lanes) lane.stop(counting); };

  const pause = button("Pause", () => {
    state.paused = !state.paused;
    say(pause, state.paused ? "Resume" : "Pause");
    pause.setAttribute("aria-pressed", String(state.paused));
    if (state.paused) rest().catch(app.failed); else { app.status("All lanes are running."); startAll(); loop(); }
  }, { "aria-pressed": "false", "data-control": "pause" });

  /** What is under way comes to its end; then both sides must have counted the same. */
  const rest = async () => {
    stopAll(false);
    app.status("All lanes are paused.");
    let counted = {};
    for (let tries = 0; tries < COUNTED_TRIES; tries++) {
      await new Promise(done => { setTimeout(done, COUNTED_AFTER_MS); });
      if (!state.paused) return;
      ({ lanes: counted } = await counters());
      write(clock.now());
      if (lanes.every(({ kind, totalRequests }) => (counted[kind.kind]?.requests ?? 0) === totalRequests && (counted[kind.kind]?.open ?? 0) === 0)) {
        app.status("All lanes are paused. The server counted the same requests in each lane.");
        return;
      }
    }
    app.status("All lanes are paused. The server counted different requests: " + lanes.map(({ kind }) => `${kind.name} ${counted[kind.kind]?.requests ?? 0}`).join(", ") + ".");
  };

  const behind = button(`Fall behind for ${BEHIND_MS / 1000} s`, () => {
    if (!atWork()) return;
    stopAll(true);
    app.status("All connections are closed; the feed continues.");
    behind.disabled = true;
    state.behind = setTimeout(() => {
      state.behind = 0;
      behind.disabled = false;
      app.status("All lanes are reconnecting; each shows how it caught up.");
      recoverAll();
    }, BEHIND_MS);
  }, { "data-control": "behind" });

  const truthText = el("p", { class: "truth" });
  const scale = segments("Chart scale", [["shared", "same for all"], ["own", "each its own"]], settings.get("scale"), value => settings.set({ scale: value }));
  settings.on("scale", scale.choose);
  const command = el("code", { "data-command": true });
  const writeCommand = () => command.replaceChildren(...runCommand(settings, app.config.protocol).flatMap((part, i) => [i === 0 ? "" : " ", el("span", {}, part)]));
  const locking = el("p", { class: "note" }, "If updates are evenly spaced and the poll interval is a simple ratio of their period, the two lock: staleness then depends on the phase between them, which is random for each change of the interval.");
  const showLocking = () => { locking.hidden = settings.get("arrivals") !== "periodic"; };
  root.append(
    el("div", { class: "panel controls-panel" },
      el("div", { class: "sliders" }, intervalSlider(settings), ...rateControls(settings, app.failed), latencySlider(settings)),
      el("div", { class: "buttons" }, pause, behind, button("Start over", resetAll), scale.node)),
    truthText,
    el("div", { class: "lanes" }, ...cards.map(card => card.node)), locking,
    el("div", { class: "panel" }, el("h3", {}, "Measure the same without a browser"), el("p", { class: "command" }, command),
      el("p", { class: "buttons" }, copyButton("Copy as pushpull run command", () => command.textContent, app.status), copyButton("Copy a link to these settings", () => location.href, app.status)),
      el("p", { class: "note" }, "The command does not include the added latency: this page adds it, half before each send and half before each delivery.")),
    el("details", {}, el("summary", {}, "What the figures mean"),
      el("p", { class: "note" }, "Staleness: how long the copy has been wrong; 0 while it is the newest version. The true state comes over a separate WebSocket without added latency. Every update carries the time at which it was published on the server's clock, which this page knows to within half a round trip. Mean and share are weighted by time, since the last change of a setting. Expected: the closed form for polls at a random phase, and for push, with the delay measured here. Evenly spaced updates may lock with the poll interval and then differ from it. There is no closed form for long polling."),
      el("p", { class: "note" }, "Bytes: bodies as reported by Resource Timing; frames and events with their length on the wire. A browser does not report the headers of requests and responses: they are estimated from this page's first request, as the server saw it, and from the headers that a page can read. TCP and TLS are not included."),
      el("p", { class: "note" }, "While this tab is hidden, all lanes close their connections and fall behind.")));

  const draw = nowMs => {
    const pictures = lanes.map(lane => ramps(lane.seen, truth, nowMs - SHOWN_MS, nowMs));
    const heights = pictures.map(highest);
    const most = Math.max(LEAST_HEIGHT_MS, ...heights);
    const published = truth.since(nowMs - SHOWN_MS);
    cards.forEach((card, i) => {
      const height = settings.get("scale") === "own" ? Math.max(LEAST_HEIGHT_MS, heights[i]) : most;
      card.sawtooth.draw(pictures[i], published, nowMs, height, ms(Math.round(height)));
    });
  };

  const write = nowMs => {
    const { newest } = truth;
    say(truthText, newest ? `True state: ${newest.payload}, version ${newest.version}, for ${ms(Math.max(0, Math.round((nowMs - newest.publishedAtMs) / 100) * 100))}` : "The true state is not known yet.");
    const updates = { gapMs: 1000 / settings.get("rate"), arrivals: settings.get("arrivals") };
    for (const card of cards) card.update(truth, nowMs, updates);
  };

  const turn = () => {
    state.frame = 0;
    if (!state.shown) return;
    const at = performance.now();
    if (at - state.drawnMs >= (calm.matches ? CALM_EVERY_MS : DRAWN_EVERY_MS)) { state.drawnMs = at; draw(clock.now()); }
    if (at - state.writtenMs >= WRITTEN_EVERY_MS) { state.writtenMs = at; write(clock.now()); }
    if (!state.paused) loop();
  };
  /** One frame asked for at a time; the browser asks for none while the page is hidden. */
  const loop = () => { if (state.frame === 0) state.frame = requestAnimationFrame(turn); };

  watchBodies((name, size) => lanes.find(lane => lane.kind.kind === name)?.bodyCame(size));
  settings.on("interval", interval => { for (const lane of lanes) lane.setInterval(interval); resetAll(); writeCommand(); });
  for (const name of ["rate", "arrivals", "latency"]) settings.on(name, () => { resetAll(); writeCommand(); });
  truth.onRestart = () => { for (const lane of lanes) lane.forget(); };
  settings.on("arrivals", showLocking);
  showLocking();
  writeCommand();
  return {
    show() { state.shown = true; startAll(); loop(); },
    hide() { state.shown = false; if (!state.paused) stopAll(false); },
    /** The browser's tab is hidden, and shown again. */
    away() { state.hidden = true; if (!state.paused) stopAll(true); },
    back() { state.hidden = false; recoverAll(); },
  };
};
