/* The five ways to listen: what they are called, and the client of each. */
import { events } from "./events.js";
import { longPoll } from "./longpoll.js";
import { poll } from "./poll.js";
import { socket } from "./socket.js";

/** What a strategy is called on the command line follows from `kind`; `polls` at an interval, `pushes` or neither. */
export const KINDS = [
  { kind: "poll", name: "Polling", says: "asks again and again", polls: true, make: o => poll({ ...o, conditional: false }) },
  { kind: "conditional-poll", name: "Conditional polling", says: "asks whether anything is new", polls: true, make: o => poll({ ...o, conditional: true }) },
  { kind: "long-poll", name: "Long polling", says: "asks, and the server holds the request", make: longPoll },
  { kind: "sse", name: "EventSource", says: "one response that never ends", pushes: true, make: events },
  { kind: "websocket", name: "WebSocket", says: "frames both ways", pushes: true, make: socket },
];
