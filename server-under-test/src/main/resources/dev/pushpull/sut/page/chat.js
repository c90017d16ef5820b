/* A chat between two panes: one asks for what came after what it has, the other has a WebSocket. */
import { feedUrl } from "./api.js";
import { intervalSlider, latencySlider } from "./controls.js";
import { button, el, say } from "./dom.js";
import { ms, stateText } from "./format.js";
import { logPoll } from "./logpoll.js";
import { socket } from "./socket.js";

const SHOWN = 60;
const MOST_CHARACTERS = 500;
const READ_BACK = 50;

/** Who said what; what others published without saying who is told as it is. */
const parse = payload => {
  try {
    const { from, text } = JSON.parse(payload);
    if (typeof from === "string" && typeof text === "string") return { from, text };
  } catch { /* Said below. */ }
  return { from: "someone", text: payload };
};

const pane = (app, { name, from, kind, how, send }) => {
  const list = el("ol", { class: "messages", tabindex: "0", "aria-label": "Messages that " + name + " has", "data-messages": kind });
  const input = el("input", { type: "text", maxlength: MOST_CHARACTERS, autocomplete: "off", "aria-label": "Message from " + name, "data-say": kind });
  const state = el("p", { class: "quiet", role: "status" });
  const publish = () => {
    const text = input.value.trim();
    if (text === "") return;
    send(JSON.stringify({ from, text })).then(() => { input.value = ""; }, error => say(state, "Not sent: " + error.message));
  };
  input.addEventListener("keydown", event => { if (event.key === "Enter") publish(); });
  const node = el("article", { class: "chat-pane kind-" + kind }, el("h3", {}, name), el("p", { class: "says" }, how), list,
    el("div", { class: "say" }, input, button("Send", publish)), state);

  let sinceMs = 0;
  const hear = (update, receivedAtMs) => {
    if (update.payload === "") return;
    const said = parse(update.payload);
    const after = Math.max(0, app.clock.at(receivedAtMs) - update.publishedAtMs);
    const item = el("li", { class: said.from === from ? "mine" : "theirs", "data-version": update.version },
      el("span", { class: "who" }, said.from), el("span", { class: "text" }, said.text), el("span", { class: "quiet" }, update.publishedAtMs < sinceMs ? "earlier" : "received after " + ms(after)));
    list.append(item);
    while (list.children.length > SHOWN) list.firstElementChild.remove();
    list.scrollTop = list.scrollHeight;
  };
  return { node, hear, clear() { list.replaceChildren(); sinceMs = app.clock.now(); }, state: text => say(state, stateText(text)) };
};

export const chatTab = (root, app) => {
  const { settings } = app;
  const feed = app.config.feeds.chat;
  if (!feed) {
    root.append(el("p", { class: "note", role: "status" }, "This server has no chat log, so there is none to show."));
    return { show() {}, hide() {} };
  }
  let clients = [];
  const post = async text => {
    await app.link.half();
    const answer = await fetch(feedUrl(feed, "chat-post"), { method: "POST", body: text, headers: { "Content-Type": "text/plain; charset=utf-8" }, cache: "no-store" });
    if (!answer.ok) throw new Error("POST returned " + answer.status);
  };
  const frame = async text => { if (!clients[1]?.send(text)) throw new Error("not connected"); };
  const ada = pane(app, { name: "Ada polls", from: "Ada", kind: "poll", how: "GET ?after=, sends by POST", send: post });
  const bob = pane(app, { name: "Bob has a WebSocket", from: "Bob", kind: "websocket", how: "reads and sends frames", send: frame });
  root.append(el("p", { class: "lead" }, "A log feed keeps every message in order: a client that was away asks for everything after its last one. No message is lost or delivered twice."),
    el("div", { class: "panel controls-panel" }, el("div", { class: "sliders" }, intervalSlider(settings), latencySlider(settings))),
    el("div", { class: "chat" }, ada.node, bob.node));

  /** Where to begin to read: not at the very first message, which may be kept no longer. */
  const beginning = async () => {
    const answer = await fetch(feedUrl(feed, "chat-newest"), { cache: "no-store" });
    return Math.max(0, (await answer.json()).version - READ_BACK);
  };

  const held = { poll: 0, websocket: 0 };
  const listener = (side, kind) => ({
    onRequest() {}, onAnswer() {}, onFrame() {},
    onUpdate(update, at) {
      if (update.version <= held[kind]) return;
      held[kind] = update.version;
      side.hear(update, at);
    },
    onState(text) {
      side.state(text);
      if (text === "lost" && kind === "websocket") whatIsKept().catch(() => {});
    },
  });

  /** Another server, which has not come as far: its messages are others. */
  const beginAgain = async kind => {
    held[kind] = await beginning();
    return held[kind];
  };

  /** A page is not told why a handshake was refused: whoever was away for too long asks by GET, which answers 410. */
  const whatIsKept = async () => {
    const answer = await fetch(feedUrl(feed, "chat-kept", { after: held.websocket }), { cache: "no-store" });
    if (answer.status === 410) held.websocket = (await answer.json()).oldest - 1;
    if (answer.status === 400) await beginAgain("websocket");
  };

  let shown = 0;
  const start = async () => {
    const mine = ++shown;
    ada.clear();
    bob.clear();
    const after = await beginning();
    if (mine !== shown) return;
    held.poll = after;
    held.websocket = after;
    clients = [
      logPoll({ url: from => feedUrl(feed, "chat-poll", { after: from }), after, beginning: () => beginAgain("poll"), intervalMs: settings.get("interval"), link: app.link, listener: listener(ada, "poll") }),
      socket({ url: () => feedUrl(feed, "chat-socket", { after: held.websocket }), link: app.link, listener: listener(bob, "websocket") }),
    ];
    for (const client of clients) client.start();
  };
  settings.on("interval", value => { if (clients[0]) clients[0].intervalMs = value; });
  return { show() { start().catch(app.failed); }, hide() { shown++; for (const client of clients) client.stop(); clients = []; } };
};
