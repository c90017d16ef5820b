package dev.pushpull.record;

import dev.pushpull.result.ResultJson;
import dev.pushpull.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code recorded.json}: when a server's updates really came, and what its answers and messages
 * take.
 *
 * @param schema 1
 * @param target what the server is called
 * @param server scheme, host and port that were loaded
 * @param truth how it is known when updates were published
 * @param startedAt wall clock, ISO 8601
 * @param seconds how long updates were recorded
 * @param complete false if it was stopped before the time that was asked for
 * @param resolutionMs what the recording cannot tell apart: 19 of 20 updates are known within it
 * @param updateBytes of the document that brings an update, on average, by the way whose are least
 * @param feeds in the order of the target file
 * @param answers by way and status, each way once for each status
 * @param pushes the ways that push on a stream, each once
 * @param totals of all clients
 * @param serverCpuSeconds that the server's process used meanwhile; null without a process
 * @param notes what to mind, a line each
 */
public record Recording(
    int schema,
    String target,
    String server,
    String truth,
    String startedAt,
    double seconds,
    boolean complete,
    double resolutionMs,
    double updateBytes,
    List<Feed> feeds,
    List<Answers> answers,
    List<Push> pushes,
    Totals totals,
    @Nullable Double serverCpuSeconds,
    List<String> notes) {

  /** What this version writes and reads. */
  public static final int SCHEMA = 1;

  /** The name of the file. */
  public static final String FILE = "recorded.json";

  private static final double NANOS = 1e9;

  /** Copies the lists and checks what belongs together. */
  public Recording {
    feeds = List.copyOf(feeds);
    answers = List.copyOf(answers);
    pushes = List.copyOf(pushes);
    notes = List.copyOf(notes);
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "schema must be %s, but is %s; read it with the version that wrote it"
              .formatted(SCHEMA, schema));
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("seconds must be above 0, but is " + seconds);
    }
    if (!(resolutionMs >= 0)) {
      throw new IllegalArgumentException("resolutionMs must not be negative");
    }
    if (feeds.isEmpty()) {
      throw new IllegalArgumentException("feeds must not be empty");
    }
    for (Feed feed : feeds) {
      feed.check(Math.round(seconds * NANOS));
    }
  }

  /**
   * One feed.
   *
   * @param updates in the order of their publishing
   */
  public record Feed(String name, List<Update> updates) {

    private static final double ROUNDED = 1e-5;

    /** Copies the list. */
    public Feed {
      updates = List.copyOf(updates);
    }

    private void check(long lengthNanos) {
      Update last = new Update(null, 0);
      for (Update update : updates) {
        if (update.latestNanos < last.latestNanos
            || (update.earliestNanos != null
                && last.earliestNanos != null
                && update.earliestNanos < last.earliestNanos)) {
          throw new IllegalArgumentException(
              "instants of feed '%s' must not fall, but do at %s".formatted(name, update));
        }
        last = update;
      }
      if (last.latestNanos > lengthNanos * (1 + ROUNDED) + 1) {
        throw new IllegalArgumentException(
            "instants of feed '%s' must not lie behind the end".formatted(name));
      }
    }
  }

  /**
   * When an update was published, in ns from the beginning of the recording.
   *
   * @param earliestNanos 0 or more; null if nothing says how early it can have been
   * @param latestNanos not before the earliest
   */
  public record Update(@Nullable Long earliestNanos, long latestNanos) {

    /** Checks the order. */
    public Update {
      if (latestNanos < 0
          || (earliestNanos != null && (earliestNanos < 0 || earliestNanos > latestNanos))) {
        throw new IllegalArgumentException(
            "an update must have 0 <= earliestNanos <= latestNanos, but has %s and %s"
                .formatted(earliestNanos, latestNanos));
      }
    }

    /** The earliest instant, or the latest where none is known. */
    public long earliestOrLatest() {
      return earliestNanos == null ? latestNanos : earliestNanos;
    }
  }

  /**
   * Answers of one status to requests of one way, on connections that were open already if there
   * were such.
   *
   * @param way {@code poll}, {@code conditional-poll}, {@code long-poll} or {@code sign-in}
   * @param timeNanos from sending to the decoded answer
   * @param bytesUp of a request on the socket
   * @param bytesDown of an answer on the socket
   */
  public record Answers(String way, int status, Tally timeNanos, Tally bytesUp, Tally bytesDown) {}

  /** Bytes of both directions. */
  public record Bytes(double up, double down) {}

  /**
   * A way on which updates are pushed.
   *
   * @param way {@code sse} or {@code websocket}
   * @param messages that brought an update
   * @param opening from connecting until it was ready, and of an orderly close
   * @param message of each message that brought an update, on average
   * @param perSecond of an open connection where nothing happens: heartbeats
   */
  public record Push(String way, long messages, Bytes opening, Bytes message, Bytes perSecond) {}

  /**
   * What all clients did, from their first connect to their close.
   *
   * @param requests that were answered
   * @param refused answers 429 and 503
   * @param failures of any kind
   * @param guessed places in the order of updates where nobody saw which came first
   * @param contradicted updates that were seen in orders, or at instants, that cannot all be
   */
  public record Totals(
      long requests,
      long refused,
      long failures,
      long bytesUp,
      long bytesDown,
      long guessed,
      long contradicted) {}

  /** How many updates all feeds had. */
  public int updates() {
    return feeds.stream().mapToInt(feed -> feed.updates().size()).sum();
  }

  /** How long all feeds were watched, added up. */
  public double feedSeconds() {
    return seconds * feeds.size();
  }

  /** The answers of a way with a status. */
  public Optional<Answers> answers(String way, int status) {
    return answers.stream()
        .filter(each -> each.way().equals(way) && each.status() == status)
        .findFirst();
  }

  /** A way that pushes on a stream. */
  public Optional<Push> push(String way) {
    return pushes.stream().filter(each -> each.way().equals(way)).findFirst();
  }

  /** Whether a folder holds one. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /**
   * Reads that of a folder.
   *
   * @throws IOException if it is not valid; the message says why
   */
  public static Recording read(Path folder) throws IOException {
    return ResultJson.read(RunFolder.results(folder, FILE), FILE, Recording.class);
  }
}
