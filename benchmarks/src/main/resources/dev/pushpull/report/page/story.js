/* What the scenario tells: the life of a mean job, how old a courier's position is, or a message's way; a lane for each strategy. */
"use strict";
pp.story = (node, workload) => {
  const section = node.closest("section");
  section.hidden = !workload.story;
  if (!workload.story) return;
  const TELL = { "job-status": pp.jobStory, courier: pp.courierStory, chat: pp.chatStory };
  const story = TELL[workload.story.kind];
  section.querySelector("h2").textContent = workload.story.title;
  const sentences = workload.story.sentences.map(text => pp.el("p", {}, text));
  if (!story) { node.replaceChildren(...sentences); return; }
  const { lead, length, lane, marks, head, facts, needs } = story;
  section.querySelector(".lead").textContent = lead;
  const rows = workload.rows.filter(row => needs.every(metric => pp.median(row, metric) !== null));
  const plot = pp.el("div");
  node.replaceChildren(...sentences, plot, pp.el("p", { class: "note" }, marks), pp.behind(workload.story.title, head, rows.map(facts)));
  const left = workload.rows.filter(row => !rows.includes(row)).map(row => [row.name, pp.drawn(row) ? "no such figure" : "only INVALID trials"]);
  if (rows.length === 0) { plot.append(pp.el("p", { class: "note" }, "No strategy has these figures, so there is nothing to draw: " + pp.byReason(left) + ".")); return; }
  if (left.length) plot.after(pp.el("p", { class: "note" }, "Not drawn: " + pp.byReason(left) + "."));
  const draw = width => {
    const narrow = width < 560;
    const m = { top: 6, right: 14, bottom: 24, left: narrow ? 8 : pp.nameWidth(rows.map(row => ({ row })), 150) };
    const step = narrow ? 66 : 48;
    const height = m.top + rows.length * step + m.bottom;
    const x = d3.scaleLinear([0, d3.max(rows, length)], [m.left, width - m.right]);
    const svg = d3.create("svg").attr("role", "img").attr("aria-label", workload.story.title + ", a lane for each strategy").attr("viewBox", `0 0 ${width} ${height}`);
    rows.forEach((row, i) => {
      const base = m.top + i * step + (narrow ? 52 : 34);
      const g = svg.append("g").attr("class", "lane " + pp.kindClass(row.kind)).attr("data-strategy", row.name);
      g.append("line").attr("class", "lane-base").attr("x1", m.left).attr("x2", width - m.right).attr("y1", base).attr("y2", base);
      g.append("text").attr("class", "name-label halo").attr("x", narrow ? m.left : 0).attr("y", narrow ? base - 32 : base - 6).text(row.name);
      lane(g, row, x, base, narrow);
    });
    for (const v of x.ticks(narrow ? 4 : 8)) svg.append("text").attr("class", "quiet").attr("x", x(v)).attr("y", height - 6).attr("text-anchor", "middle").text(pp.ms(v));
    plot.replaceChildren(svg.node());
  };
  pp.responsive(plot, draw);
};

pp.jobStory = (() => {
  const service = row => pp.median(row, "story.serviceMeanMs");
  const known = row => pp.median(row, "story.sentToReceivedMs.mean");
  const asked = row => pp.median(row, "story.requestsPerJob");
  return {
    lead: "The life of a mean job, from its submission on: it is worked on, it is done, and only then does its client come to know. The slope is how long the client has shown it as under way.",
    marks: "Each lane ends where the client knows. Rings are polls that told nothing new, spread evenly over the wait (a schedule that backs off asks more often at first); the full mark brought the end.",
    needs: ["story.serviceMeanMs", "story.sentToReceivedMs.mean", "story.requestsPerJob"],
    length: row => service(row) + known(row),
    lane: (g, row, x, base, narrow) => {
      const done = service(row), end = done + known(row);
      const rise = Math.min(26, Math.max(2, x(end) - x(done)));
      g.append("line").attr("class", "poll-wait").attr("x1", x(0)).attr("x2", x(done)).attr("y1", base).attr("y2", base);
      g.append("path").attr("class", "saw").attr("d", `M${x(done)},${base}L${x(end)},${base - rise}V${base}Z`);
      g.append("path").attr("class", "saw-edge").attr("d", `M${x(done)},${base}L${x(end)},${base - rise}V${base}`);
      const wasted = pp.median(row, "story.wastedPollsPerJob") ?? 0;
      const rings = Math.min(Math.round(wasted), Math.floor((x(done) - x(0)) / 6));
      for (let i = 0; i < rings; i++) g.append("circle").attr("class", "poll-empty").attr("cx", x(done * (i + 0.5) / rings)).attr("cy", base).attr("r", rings > 24 ? 2 : 3.4);
      if (row.polls) g.append("circle").attr("class", "poll-hit").attr("cx", x(end)).attr("cy", base).attr("r", 3.4);
      else g.append("path").attr("class", "push-mark").attr("d", "M0,-5.5L4.6,3.5H-4.6Z").attr("transform", `translate(${x(end)},${base})`);
      const text = pp.ms(known(row)) + " late, " + pp.number(asked(row)) + (narrow ? " asked" : asked(row) === 1 ? " request" : " requests");
      const right = x(end) + 8 + text.length * 6.6 < x.range()[1];
      g.append("text").attr("class", "quiet halo").attr("x", right ? x(end) + 8 : x(done) - 6).attr("y", base - 7).attr("text-anchor", right ? "start" : "end").text(text);
    },
    head: ["strategy", "worked on", "known after", "expected", "requests", "expected", "wasted polls", "share of polls", "bytes"],
    facts: row => [row.name, ...["story.serviceMeanMs", "story.sentToReceivedMs.mean", "model.deliveryLatencyMeanMs", "story.requestsPerJob", "story.expectedRequestsPerJob", "story.wastedPollsPerJob", "story.wastedPollRatio", "story.bytesPerJob"].map(metric => pp.told(row, metric))],
  };
})();

pp.courierStory = (() => {
  const age = row => pp.median(row, "ageMs.mean");
  const stale = row => pp.median(row, "stalenessMs.mean");
  return {
    lead: "How old the position on a watcher's map is, and how much of that is the watcher's: a courier reports once a second and not at all in a tunnel, so even the newest position has an age.",
    marks: "The line is the mean age of what is shown; the filled part of it is mean staleness, the time for which a newer position was known and not shown.",
    needs: ["ageMs.mean", "stalenessMs.mean"],
    length: age,
    lane: (g, row, x, base) => {
      g.append("line").attr("class", "poll-wait").attr("x1", x(0)).attr("x2", x(age(row))).attr("y1", base).attr("y2", base);
      g.append("rect").attr("class", "saw").attr("x", x(0)).attr("width", Math.max(1, x(stale(row)) - x(0))).attr("y", base - 16).attr("height", 16);
      g.append("path").attr("class", "saw-edge").attr("d", `M${x(age(row))},${base - 18}V${base + 4}`);
      const text = pp.ms(age(row)) + " old, " + pp.ms(stale(row)) + " stale";
      const right = x(age(row)) + 8 + text.length * 6.6 < x.range()[1];
      g.append("text").attr("class", "quiet halo").attr("x", right ? x(age(row)) + 8 : x(age(row)) - 6).attr("y", base - 6).attr("text-anchor", right ? "start" : "end").text(text);
    },
    head: ["strategy", "mean age", "p95", "mean peak", "mean staleness", "p95", "share of time stale"],
    facts: row => [row.name, ...["ageMs.mean", "ageMs.p95", "ageMs.peakMean", "stalenessMs.mean", "stalenessMs.p95", "stalenessMs.staleFraction"].map(metric => pp.told(row, metric))],
  };
})();

pp.chatStory = (() => {
  const mean = row => pp.median(row, "story.sentToReceivedMs.mean");
  const late = row => pp.median(row, "story.sentToReceivedMs.p99") ?? mean(row);
  const echo = row => pp.median(row, "story.echoLatencyMs.p50");
  return {
    lead: "A message's way, from the instant at which its sender sends it until another member of the room has it, and until the sender itself reads it back.",
    marks: "The filled part ends where a message is received on average, the thin line where 99 of 100 are; the triangle is the median echo to the sender.",
    needs: ["story.sentToReceivedMs.mean"],
    length: row => Math.max(mean(row), late(row), echo(row) ?? 0),
    lane: (g, row, x, base, narrow) => {
      const end = Math.max(mean(row), late(row), echo(row) ?? 0);
      g.append("line").attr("class", "poll-wait").attr("x1", x(0)).attr("x2", x(late(row))).attr("y1", base).attr("y2", base);
      g.append("rect").attr("class", "saw").attr("x", x(0)).attr("width", Math.max(1, x(mean(row)) - x(0))).attr("y", base - 14).attr("height", 14);
      g.append("path").attr("class", "saw-edge").attr("d", `M${x(mean(row))},${base - 16}V${base + 4}`);
      if (echo(row) !== null) g.append("path").attr("class", "push-mark").attr("d", "M0,-5.5L4.6,3.5H-4.6Z").attr("transform", `translate(${x(echo(row))},${base})`);
      const asked = pp.median(row, "story.requestsPerMessage");
      const text = pp.ms(mean(row)) + (narrow || asked === null ? "" : asked < 0.005 ? ", almost no requests" : ", " + pp.number(asked) + " requests a message received");
      const right = x(end) + 8 + text.length * 6.6 < x.range()[1];
      g.append("text").attr("class", "quiet halo").attr("x", right ? x(end) + 8 : x.range()[1]).attr("y", right ? base - 4 : base - 20).attr("text-anchor", right ? "start" : "end").text(text);
    },
    head: ["strategy", "received after", "p99", "echo p50", "requests each", "bytes each", "sent", "lost", "twice", "late", "cut off"],
    facts: row => [row.name, ...["story.sentToReceivedMs.mean", "story.sentToReceivedMs.p99", "story.echoLatencyMs.p50", "story.requestsPerMessage", "story.bytesPerMessage", "story.sent", "story.lost", "story.duplicated", "story.reordered", "story.cuts"].map(metric => pp.told(row, metric))],
  };
})();
