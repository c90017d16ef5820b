package dev.pushpull.sut.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What each open page asked for, lane by lane. Bounded: the {@value #MAX_PAGES} pages that were
 * heard of last, those of the last ten minutes, {@value #MAX_LANES} lanes each. Safe from any
 * thread.
 */
final class Visitors {

  static final int MAX_PAGES = 64;
  static final int MAX_LANES = 24;
  private static final long FORGOTTEN_AFTER_NANOS = Duration.ofMinutes(10).toNanos();
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,24}");

  private final LinkedHashMap<String, Visitor> pages =
      new LinkedHashMap<>(16, 0.75f, true); // guarded by this

  /** The counts of a page's lane; empty where the names are none, or the page has too many. */
  synchronized Optional<LaneCount> lane(String page, String lane, long nowNanos) {
    if (!NAME.matcher(page).matches() || !NAME.matcher(lane).matches()) {
      return Optional.empty();
    }
    Visitor visitor = pages.computeIfAbsent(page, _ -> new Visitor());
    visitor.lastSeenNanos = nowNanos;
    forget(nowNanos);
    return visitor.lane(lane);
  }

  private void forget(long nowNanos) {
    pages.values().removeIf(visitor -> nowNanos - visitor.lastSeenNanos > FORGOTTEN_AFTER_NANOS);
    if (pages.size() > MAX_PAGES) {
      pages.pollFirstEntry();
    }
  }

  /** What a page's lanes asked for: {@code {"poll":{…},…}}; empty for one that is not known. */
  synchronized ObjectNode lanes(String page) {
    var json = JsonNodeFactory.instance.objectNode();
    Visitor visitor = pages.get(page);
    if (visitor != null) {
      visitor.lanes.forEach((name, lane) -> json.set(name, lane.json()));
    }
    return json;
  }

  /** How a lane's last WebSocket was opened. */
  synchronized Optional<ObjectNode> handshake(String page, String lane) {
    return Optional.ofNullable(pages.get(page))
        .map(visitor -> visitor.lanes.get(lane))
        .flatMap(LaneCount::handshake);
  }

  /** How many pages are known. */
  synchronized int size() {
    return pages.size();
  }

  private static final class Visitor {
    private final Map<String, LaneCount> lanes = new TreeMap<>();
    private long lastSeenNanos;

    Optional<LaneCount> lane(String name) {
      if (lanes.size() >= MAX_LANES && !lanes.containsKey(name)) {
        return Optional.empty();
      }
      return Optional.of(lanes.computeIfAbsent(name, _ -> new LaneCount()));
    }
  }
}
