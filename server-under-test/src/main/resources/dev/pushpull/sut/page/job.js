/* A job that is accepted, processed, done, and who knows of it when. */
import { latencySlider, intervalSlider } from "./controls.js";
import { button, el, say } from "./dom.js";
import { ms, number } from "./format.js";
import { KINDS } from "./kinds.js";
import { watchFeed } from "./watch.js";

const STEPS = ["accepted", "processing", "processed"];
const ENDS = ["processed", "failed"];

/** What a job's feed says; a payload that is none of it is told as it is. */
const stateOf = payload => {
  try { return JSON.parse(payload).state ?? payload; } catch { return payload; }
};

export const jobTab = (root, app) => {
  const { settings, clock } = app;
  let watching = null;
  /** Which submission is the last; the others are not watched. */
  let submitted = 0;

  const rows = new Map(KINDS.map(({ kind, name }) => {
    const badge = el("span", { class: "job-badge" }, "no job yet");
    const bar = el("progress", { max: STEPS.length, value: 0, "aria-label": name + ": progress of the job" });
    const known = el("span", { class: "quiet job-known" });
    return [kind, { badge, bar, known, node: el("li", { class: "job kind-" + kind, "data-job": kind }, el("strong", { class: "job-name" }, name), badge, bar, known) }];
  }));
  const note = el("p", { class: "note", role: "status" });
  const submit = button("Submit a job", () => send().catch(error => say(note, "Could not submit the job: " + error.message)), { class: "primary", "data-control": "submit" });
  root.append(el("p", { class: "lead" }, "One job and five clients waiting for it. Each shows what it knows; others may already know more."),
    el("div", { class: "panel controls-panel" }, el("div", { class: "sliders" }, intervalSlider(settings), latencySlider(settings)), el("div", { class: "buttons" }, submit)),
    note, el("ul", { class: "jobs" }, ...[...rows.values()].map(row => row.node)));

  const send = async () => {
    const mine = ++submitted;
    watching?.stop();
    const answer = await fetch("/jobs", { method: "POST", cache: "no-store" });
    if (mine !== submitted) return;
    if (answer.status !== 202) { refused(answer.status); return; }
    const feed = answer.headers.get("Location").split("/").at(-1);
    const retry = answer.headers.get("Retry-After");
    say(note, `202 Accepted; its state is at /feeds/${feed}` + (retry ? `; the server asks to retry in ${retry} s.` : "."));
    for (const row of rows.values()) { row.bar.value = 0; say(row.badge, "unknown"); row.badge.className = "job-badge"; say(row.known, ""); }
    watching = watchFeed(app, decodeURIComponent(feed), "job-", hear);
  };

  const refused = status => say(note, status === 404 || status === 405 ? "This server does not accept jobs: POST /jobs returned " + status + "." : status === 429 ? "Too many jobs at once: POST /jobs returned 429; try again in a moment." : "POST /jobs returned " + status + ".");

  const hear = (kind, update, receivedAtMs) => {
    const row = rows.get(kind);
    const state = stateOf(update.payload);
    row.bar.value = Math.max(0, state === "failed" ? STEPS.length : STEPS.indexOf(state) + 1);
    say(row.badge, state);
    row.badge.className = "job-badge " + state;
    if (ENDS.includes(state)) {
      const requests = watching.requests(kind);
      say(row.known, `known ${ms(Math.max(0, clock.at(receivedAtMs) - update.publishedAtMs))} after it happened, with ${number(requests)} ${requests === 1 ? "request" : "requests"}`);
      watching.stopOne(kind);
    }
  };

  settings.on("interval", value => watching?.setInterval(value));
  return { show() {}, hide() { submitted++; watching?.stop(); watching = null; } };
};
