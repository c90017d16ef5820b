/* How figures are told, as in the report. */

/** Three significant digits, no exponent. */
export const number = value => {
  if (value === 0 || Math.abs(value) < 5e-6) return "0";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const scale = 10 ** Math.min(digits, 6);
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en-US") : String(Math.round(value * scale) / scale);
};

export const ms = value => {
  if (value === null || Number.isNaN(value)) return "—";
  const size = Math.abs(value);
  if (size >= 999.5) return number(value / 1000) + " s";
  return number(size < 10 ? Math.round(value * 10) / 10 : Math.round(value)) + " ms";
};

export const bytes = value => {
  if (value < 1023.5) return number(value) + " B";
  return value < 1023.5 * 1024 ? number(value / 1024) + " KiB" : number(value / 1048576) + " MiB";
};

export const share = value => (value === null || Number.isNaN(value) ? "—" : number(Math.round(value * 1000) / 10) + " %");

const STATES = { open: "listening", waiting: "waiting for news", connecting: "connecting", lost: "connection lost, retrying", stopped: "paused" };

/** A client's state in words. */
export const stateText = state => STATES[state] ?? state;

/** A duration as the command line reads it: 50ms, 1500ms, 30s. */
export const duration = value => (value % 1000 === 0 ? value / 1000 + "s" : Math.round(value) + "ms");
