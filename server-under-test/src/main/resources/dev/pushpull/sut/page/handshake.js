/* How a WebSocket begins, with the headers of a connection of this page, as the server saw and sent them. */
import { feedUrl, handshake } from "./api.js";
import { button, el, say } from "./dom.js";
import { frameBytes } from "./socket.js";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

const WHY = {
  "host": "the server it connects to",
  "upgrade": "asks to switch the protocol of this connection",
  "connection": "Upgrade applies to the next hop only: a proxy that does not support it must not forward it",
  "sec-websocket-key": "16 random bytes; the answer must prove that they were understood",
  "sec-websocket-version": "the only version in use (RFC 6455)",
  "sec-websocket-extensions": "extensions that the browser supports, mainly compression",
  "sec-websocket-accept": "the proof: SHA-1 of the key and a fixed string, in Base64",
  "sec-websocket-location": "for clients of an old draft; browsers ignore it",
  "origin": "the page that connects; the server refuses other origins",
};

/** What matters first; the server keeps headers in no order. */
const inTellingOrder = headers => {
  const names = Object.keys(WHY);
  const rank = ([name]) => { const at = names.indexOf(name.toLowerCase()); return at < 0 ? names.length : at; };
  return [...headers].sort((a, b) => rank(a) - rank(b) || a[0].localeCompare(b[0]));
};

const headerList = message => el("div", { class: "wire" }, el("p", { class: "wire-line" }, message.line), el("dl", {},
  ...inTellingOrder(message.headers).flatMap(([name, value]) => {
    const why = WHY[name.toLowerCase()];
    return [el("dt", { class: why ? "told" : false }, name), el("dd", {}, el("code", {}, value), ...(why ? [el("span", { class: "why" }, why)] : []))];
  })));

const find = (message, name) => message.headers.find(([n]) => n.toLowerCase() === name)?.[1];

/** The value that the answer must carry; null where the browser does not let this page hash. */
const acceptFor = async key => {
  if (!crypto.subtle) return null;
  const hash = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(key + GUID));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
};

const step = (title, ...content) => el("li", {}, el("h3", {}, title), ...content);

export const handshakeTab = (root, app) => {
  let web = null;
  const steps = el("ol", { class: "steps" });
  const note = el("p", { class: "note", role: "status" });
  const again = button("Open another connection", () => open(), { "data-control": "handshake" });
  const shut = button("Close it", () => web?.close(1000, "seen enough"));
  root.append(el("p", { class: "lead" }, "A browser hides the headers of a WebSocket's handshake from its page. This server shows them: everything below was really sent a moment ago, sorted for easier reading."),
    el("p", { class: "buttons" }, again, shut), note, steps);

  const open = () => {
    web?.close(1000);
    steps.replaceChildren();
    const mine = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + feedUrl(app.feed, "handshake"));
    web = mine;
    let frames = 0;
    let told = false;
    const frameStep = el("p", {});
    say(note, "Connecting …");
    mine.onmessage = ({ data }) => {
      frames++;
      // The server knows the handshake's headers from when it sends frames, which is a moment after the browser knows that it is open.
      if (frames === 1) tell().catch(error => say(note, "The server did not return the headers: " + error.message));
      const bytes = frameBytes(data, false);
      say(frameStep, `${frames === 1 ? "The first frame" : `Frame ${frames}`} came: ${bytes} bytes, ${bytes - new TextEncoder().encode(data).length} of them the frame's header; a poll's headers would be hundreds. Payload: ${data}`);
    };
    mine.onclose = event => { if (web === mine && told) steps.append(step("5. The end", el("p", {}, `Closed with code ${event.code}${event.reason ? " and the reason “" + event.reason + "”" : ""}: each side has sent a close frame, then TCP ends.`))); };

    const tell = async () => {
      const { request, answer } = await handshake("handshake");
      const key = find(request, "sec-websocket-key");
      const accept = find(answer, "sec-websocket-accept");
      const expected = await acceptFor(key);
      if (web !== mine) return;
      const proof = expected === null ? "Browsers allow hashing only on pages loaded over TLS or from this machine, so the proof is not checked here."
        : expected === accept ? `This page computed it as well: ${expected}. It matches.` : `This page computed ${expected}, which does not match!`;
      steps.replaceChildren(
        step("1. The browser asks", el("p", {}, "An ordinary GET over HTTP/1.1 that asks for an upgrade:"), headerList(request)),
        step("2. The server agrees", el("p", {}, "It checks version, key and origin and responds, the last time in HTTP:"), headerList(answer)),
        step("3. The proof", el("p", {}, `base64(SHA-1(${key} + ${GUID})) = ${accept}`), el("p", { "data-proof": String(expected === accept) }, proof)),
        step("4. Frames", el("p", {}, "From here on the same TCP connection carries frames in both directions at any time. What the browser sends is masked with four random bytes; what the server sends is not."), frameStep));
      told = true;
      say(note, "");
    };
  };

  return { show: open, hide() { web?.close(1000); web = null; } };
};
