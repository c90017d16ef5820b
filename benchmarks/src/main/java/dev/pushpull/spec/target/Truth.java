package dev.pushpull.spec.target;

import dev.pushpull.spec.Durations;
import java.time.Duration;

/** How it is known when an update was published. */
public sealed interface Truth {

  /** This process publishes: between its request, and its answer or the first sight. */
  record Publish() implements Truth {
    @Override
    public String toString() {
      return "publish";
    }
  }

  /** By a time in the update itself. */
  record Time() implements Truth {
    @Override
    public String toString() {
      return "time";
    }
  }

  /** Not after a few further clients saw it which listen in this way. */
  record Probe(Way.Kind way) implements Truth {

    /** Checks that it pushes. */
    public Probe {
      if (way == Way.Kind.POLL) {
        throw new IllegalArgumentException(
            "probe must be websocket, sse or long-poll, but is poll; for a poll use fast-poll");
      }
    }

    @Override
    public String toString() {
      return "probe: " + way;
    }
  }

  /** Between two requests of a further client that polls fast. */
  record FastPoll(Duration interval) implements Truth {

    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofMinutes(10);

    /** Checks the interval. */
    public FastPoll {
      Durations.check("fast-poll", interval, LEAST, MOST);
    }

    @Override
    public String toString() {
      return "fast-poll: " + Durations.format(interval);
    }
  }

  /** Not at all: versions are counted, and no time is given. */
  record Counters() implements Truth {
    @Override
    public String toString() {
      return "counters";
    }
  }
}
