/*
 * Bytes of a lane. Bodies: as Resource Timing tells them. Frames and events: as long as they are on the wire. Heads:
 * estimated, since a browser tells neither what it sends nor, for each answer, what it got; up, from the head of the
 * page's first request as the server saw it, with the address and headers of this one; down, from the headers that
 * the page may read.
 */
const CONFIG = "/demo/config";
const STATUS_LINE = "HTTP/1.1 200 OK\r\n".length;
const written = headers => [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);

/** An answer to the opening of a stream: the page is not shown its headers. */
export const STREAM_HEAD_BYTES = 130;

export class Weight {
  #baseBytes;

  /** requestHeadBytes: of the request for the configuration, as the server counted it. */
  constructor(requestHeadBytes) { this.#baseBytes = requestHeadBytes - CONFIG.length; }

  request({ url, headers }) { return this.#baseBytes + url.length + written(Object.entries(headers)); }

  answerHead({ headers }) { return STATUS_LINE + written(headers) + 2; }
}

/** Calls with the lane and the length of each body that was fetched, and keeps the browser's buffer of them empty. */
export const watchBodies = heard => {
  const observer = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const lane = entry.initiatorType === "fetch" && new URL(entry.name).searchParams.get("lane");
      if (lane) heard(lane, entry.encodedBodySize);
    }
    performance.clearResourceTimings();
  });
  observer.observe({ type: "resource", buffered: true });
};
