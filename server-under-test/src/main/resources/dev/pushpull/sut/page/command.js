/* The present settings as a command that measures the same without a browser, part by part. */
import { duration } from "./format.js";

export const runCommand = (settings, protocol) => {
  const interval = duration(settings.get("interval"));
  const strategies = [`poll@${interval}`, `conditional-poll@${interval}`, "long-poll", "sse", "websocket"];
  // A window that sees ten polls and ten updates at least, and is over in a few minutes.
  const windowSeconds = Math.min(300, Math.max(10, Math.ceil(settings.get("interval") / 100), Math.ceil(10 / settings.get("rate"))));
  return [
    "scripts/pushpull run",
    "--strategies " + strategies.join(","),
    `--arrivals ${settings.get("arrivals")}:${settings.get("rate")}/s`,
    "--feeds 1 --subscribers 1",
    protocol === "h1" ? "" : "--protocol " + protocol,
    `--window ${windowSeconds}s`,
  ].filter(part => part !== "");
};
