// What all these servers share: the newest update of each feed, and a log of when each was published.
'use strict';

const feeds = new Map();
const log = [];

// Both clocks of this machine: hrtime is the clock of System.nanoTime(), too.
function publish(feed, stamp) {
  const atNanos = process.hrtime.bigint().toString();
  const seq = (feeds.get(feed)?.seq ?? 0) + 1;
  const update = { seq, stamp, updatedAt: performance.timeOrigin + performance.now(), atNanos };
  feeds.set(feed, update);
  log.push({ feed, seq, stamp, atNanos });
  return update;
}

function newest(feed) {
  return feeds.get(feed) ?? publish(feed, 0);
}

// Tells the port, and ends with who started it.
function listen(server) {
  server.listen(0, '127.0.0.1', () => console.log('listening on ' + server.address().port));
  process.stdin.on('end', () => process.exit()).resume();
}

module.exports = { publish, newest, log, listen };
