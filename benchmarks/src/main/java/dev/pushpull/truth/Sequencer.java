package dev.pushpull.truth;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a feed's updates in the order of their publishing, and narrows what is known of each by what
 * is known of its neighbours. Used by one thread.
 *
 * <p>The order is by rank; within a rank it agrees with what is known of pairs, and with the order
 * in which each client first saw what it saw; where that leaves a choice, what can have been
 * published latest comes last. (A topological order is the only one if each two neighbours in it
 * are a known pair; else a place was guessed.)
 */
final class Sequencer {

  /** An update whose place is not known yet. */
  static final class Draft {
    private final long version;
    private final OptionalLong due;
    private final long rank;
    private final int number;
    private long earliest;
    private long latest;
    private long newestAt = Published.UNKNOWN;
    private boolean isChained;
    private final Set<Draft> after = new LinkedHashSet<>();
    private int waitsFor;
    private int place;

    private Draft(
        long version, OptionalLong due, long rank, int number, long earliest, long latest) {
      this.version = version;
      this.due = due;
      this.rank = rank;
      this.number = number;
      this.earliest = earliest;
      this.latest = latest;
    }

    /** A server had nothing newer at some time from this instant on. */
    void setNewestAt(long nanos) {
      newestAt = Math.max(newestAt, nanos);
    }

    boolean is(long version) {
      return this.version == version;
    }

    private void putBefore(Draft other) {
      if (after.add(other)) {
        other.waitsFor++;
      }
    }

    private Published published() {
      return new Published(version, due, Math.min(earliest, latest), latest);
    }
  }

  private static final Comparator<Draft> BY_LATEST =
      Comparator.<Draft>comparingLong(draft -> draft.latest).thenComparingInt(d -> d.number);

  private final Sights sights;
  private final @Nullable Draft[] ofVersion;
  private final List<Draft> drafts = new ArrayList<>();
  private long contradicted;

  Sequencer(Sights sights) {
    this.sights = sights;
    this.ofVersion = new Draft[sights.versions.size() + 1];
  }

  /** Adds an update that the harness published; version 0 if it is not known. */
  Draft addOwn(long version, long due, long earliest, long latest) {
    return add(version, OptionalLong.of(due), 0, earliest, latest);
  }

  /** Adds an update by its version; those of a higher rank come later. */
  Draft add(long version, long rank, long earliest, long latest) {
    return add(version, OptionalLong.empty(), rank, earliest, latest);
  }

  private Draft add(long version, OptionalLong due, long rank, long earliest, long latest) {
    var draft = new Draft(version, due, rank, drafts.size(), earliest, latest);
    drafts.add(draft);
    if (version > 0) {
      ofVersion[(int) version] = draft;
    }
    return draft;
  }

  /** Adds all that was seen and is not added yet, each published before it was seen. */
  Sequencer addSeen() {
    for (int version = 1; version < ofVersion.length; version++) {
      if (sights.isSeen(version) && !isAdded(version)) {
        add(version, 0, Published.UNKNOWN, sights.first(version));
      }
    }
    return this;
  }

  boolean isAdded(long version) {
    return ofVersion[(int) version] != null;
  }

  /** Some updates, all of rank 0, are known to have been published in this order. */
  void chain(Collection<Draft> inOrder) {
    Draft last = null;
    for (Draft draft : inOrder) {
      draft.isChained = true;
      if (last != null) {
        last.putBefore(draft);
      }
      last = draft;
    }
  }

  /** What a client saw, each update once, by the first message with it. */
  List<Draft> seenBy(SightLog log) {
    var seen = new ArrayList<Draft>();
    var known = new BitSet();
    for (int i = 0; i < log.size(); i++) {
      Draft draft = log.version(i) < ofVersion.length ? ofVersion[(int) log.version(i)] : null;
      if (draft != null && !known.get(draft.number)) {
        known.set(draft.number);
        seen.add(draft);
      }
    }
    return seen;
  }

  /** Nothing is left to add. */
  FeedTruth truth(long unconfirmed) {
    sights.logs.forEach(log -> follow(seenBy(log)));
    List<Draft> ordered = ordered();
    narrow(ordered);
    long own = count(draft -> draft.due.isPresent());
    boolean startsForeign = !ordered.isEmpty() && ordered.getFirst().due.isEmpty();
    var counts =
        new TruthCounts(
            own,
            count(draft -> draft.due.isPresent() && !isSeen(draft)),
            unconfirmed,
            drafts.size() - own - (startsForeign ? 1 : 0),
            IntStream.range(1, ordered.size())
                .filter(i -> isGuessed(ordered.get(i - 1), ordered.get(i)))
                .count(),
            contradicted);
    return new FeedTruth(
        ordered.stream().map(Draft::published).toList(), sights.versions.size(), counts);
  }

  private long count(Predicate<Draft> which) {
    return drafts.stream().filter(which).count();
  }

  private boolean isSeen(Draft draft) {
    return draft.version > 0 && sights.isSeen(draft.version);
  }

  private static boolean isGuessed(Draft a, Draft b) {
    return a.rank == b.rank && !a.after.contains(b) && a.latest > b.earliest;
  }

  private static void follow(List<Draft> seen) {
    for (int i = 1; i < seen.size(); i++) {
      Draft a = seen.get(i - 1);
      Draft b = seen.get(i);
      if (a.rank == b.rank && !(a.isChained && b.isChained)) {
        a.putBefore(b);
      }
    }
  }

  private List<Draft> ordered() {
    var byRank = new TreeMap<Long, List<Draft>>();
    drafts.forEach(draft -> byRank.computeIfAbsent(draft.rank, _ -> new ArrayList<>()).add(draft));
    var ordered = new ArrayList<Draft>();
    byRank.values().forEach(equal -> order(equal, ordered));
    return ordered;
  }

  private void order(List<Draft> equal, List<Draft> ordered) {
    var left = new TreeSet<>(BY_LATEST);
    left.addAll(equal);
    var ready = new PriorityQueue<>(BY_LATEST);
    equal.stream().filter(draft -> draft.waitsFor == 0).forEach(ready::add);
    while (!left.isEmpty()) {
      Draft next = ready.poll();
      if (next == null) { // Clients saw them in orders that contradict each other.
        next = left.first();
        contradicted++;
      }
      left.remove(next);
      ordered.add(next);
      next.place = ordered.size();
      for (Draft later : next.after) {
        if (--later.waitsFor == 0 && left.contains(later)) {
          ready.add(later);
        }
      }
    }
  }

  private void narrow(List<Draft> ordered) {
    long bound = Published.UNKNOWN;
    long ofRank = Published.UNKNOWN;
    for (int i = 0; i < ordered.size(); i++) {
      Draft draft = ordered.get(i);
      if (i > 0 && draft.rank != ordered.get(i - 1).rank) {
        bound = ofRank;
      }
      draft.earliest = Math.max(draft.earliest, bound);
      ofRank = Math.max(ofRank, draft.earliest);
      for (Draft later : draft.after) {
        if (later.place > draft.place) {
          later.earliest = Math.max(later.earliest, Math.max(draft.earliest, draft.newestAt));
        }
      }
    }
    bound = Sights.NEVER;
    ofRank = Sights.NEVER;
    for (int i = ordered.size() - 1; i >= 0; i--) {
      Draft draft = ordered.get(i);
      if (i + 1 < ordered.size() && draft.rank != ordered.get(i + 1).rank) {
        bound = ofRank;
      }
      draft.latest = Math.min(draft.latest, bound);
      for (Draft later : draft.after) {
        if (later.place > draft.place) {
          draft.latest = Math.min(draft.latest, later.latest);
        }
      }
      ofRank = Math.min(ofRank, draft.latest);
      contradicted += draft.earliest > draft.latest ? 1 : 0;
    }
  }
}
