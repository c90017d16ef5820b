package dev.pushpull.record.live;

import dev.pushpull.target.external.Sight;
import dev.pushpull.truth.SightLog;
import dev.pushpull.truth.Sights;
import dev.pushpull.truth.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** All that clients saw of one feed. Safe from any thread. */
final class SightBook {

  private final List<Told> versions = new ArrayList<>(); // guarded by this
  private final List<SightLog> logs = new ArrayList<>(); // guarded by this

  /** One more client, whose sights it is. */
  synchronized SightLog open() {
    var log = new SightLog();
    logs.add(log);
    return log;
  }

  /** A client saw something. */
  synchronized void add(Sight sight, SightLog log) {
    while (versions.size() < sight.id()) {
      versions.add(Told.NOTHING);
    }
    int index = (int) sight.id() - 1;
    if (sight.timeNanos().isPresent() && versions.get(index).timeNanos().isEmpty()) {
      versions.set(index, new Told(OptionalLong.empty(), sight.timeNanos()));
    }
    log.add(sight.id(), sight.observedNanos());
  }

  /** What was seen so far. */
  synchronized Sights sights() {
    return new Sights(versions, logs);
  }

  /** How many different versions were seen. */
  synchronized int versions() {
    return versions.size();
  }
}
