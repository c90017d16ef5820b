package dev.pushpull.spec;

import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.ServiceTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a workload stands for: what its feeds mean, and what its subscribers do. Its string form is
 * the one that {@link #parse} reads.
 */
public sealed interface Scenario {

  /**
   * Reads {@code feeds}, {@code courier}, {@code job-status}, {@code job-status:SERVICE} with
   * {@code +PERCENT%failed} perhaps, {@code chat} or {@code chat:cuts:RATE/s}. Also {@code
   * target:NAME:TRUTH}, which only a target file can ask for.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static Scenario parse(String text) {
    return switch (text) {
      case "feeds" -> new Feeds();
      case "courier" -> new Courier();
      case JobStatus.KIND -> JobStatus.USUAL;
      case Chat.KIND -> Chat.CALM;
      default -> withFigures(text);
    };
  }

  private static Scenario withFigures(String text) {
    if (text.startsWith(External.KIND + ":")) {
      String[] parts = text.split(":", 3);
      return parts.length == 3 ? new External(parts[1], parts[2]) : new External(parts[1], "");
    }
    Matcher match =
        Pattern.compile(
                "job-status:(?<service>.*?)(?:\\+(?<failed>\\d{1,3})%failed)?"
                    + "|chat:cuts:(?<cuts>\\d{1,3}(?:\\.\\d{1,3})?)/s")
            .matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "scenario must be feeds, courier, job-status, job-status:SERVICE such as"
              + " job-status:exponential:2s, chat or chat:cuts:RATE/s, but is '"
              + text
              + "'");
    }
    if (match.group("cuts") != null) {
      return new Chat(Double.parseDouble(match.group("cuts")));
    }
    String failed = match.group("failed");
    return new JobStatus(
        ServiceTime.parse(match.group("service")), failed == null ? 0 : Integer.parseInt(failed));
  }

  /** Its name without its figures, such as {@code job-status}. */
  default String kind() {
    return switch (this) {
      case Feeds _ -> "feeds";
      case Courier _ -> "courier";
      case JobStatus _ -> JobStatus.KIND;
      case Chat _ -> Chat.KIND;
      case External _ -> External.KIND;
    };
  }

  /** What it measures when nothing else is said; empty: there is nothing that is usual. */
  default Optional<Preset> preset() {
    return switch (this) {
      case Feeds _, External _ -> Optional.empty();
      case Courier _ ->
          preset(
              new Workload(Arrivals.parse("gaps:1/s,20s,5s"), 200, 400, 64, Protocol.H1),
              "websocket, sse, long-poll, poll@1s, poll@2s, poll@5s, poll@10s");
      case JobStatus _ ->
          preset(
              new Workload(Arrivals.parse("poisson:0.5/s"), 40, 40, 0, Protocol.H1),
              "websocket, sse, long-poll, poll@250ms, poll@500ms, poll@1s, poll@2s, poll@5s,"
                  + " backoff@250ms..4s, hinted");
      case Chat _ ->
          preset(
              new Workload(Arrivals.parse("poisson:2/s"), 20, 100, 64, Protocol.H1),
              "websocket, sse, long-poll, conditional-poll@500ms, poll@500ms, poll@2s");
    };
  }

  private Optional<Preset> preset(Workload feeds, String strategies) {
    Duration window = Duration.ofSeconds(20);
    var timing = new SweepTiming(Duration.ofSeconds(1), window, 1, Optional.empty());
    return Optional.of(
        new Preset(feeds.withScenario(this), Settings.strategies(strategies), timing));
  }

  /** How long a warm-up must be at least, until the scenario has come to its usual pace. */
  default Duration leastWarmup() {
    return this instanceof JobStatus(var service, _)
        ? Duration.ofNanos(JobStatus.WARMUP_SERVICES * service.meanNanos())
        : Duration.ZERO;
  }

  /** What a workload is unless it says otherwise: values that change, and clients that watch. */
  public record Feeds() implements Scenario {

    @Override
    public String toString() {
      return kind();
    }
  }

  /** Positions of many couriers, a few watchers each; a tunnel now and then. */
  public record Courier() implements Scenario {

    @Override
    public String toString() {
      return kind();
    }
  }

  /**
   * Clients that submit jobs and want to know when each is done.
   *
   * @param service from a job's acceptance to its end
   * @param failurePercent how many of a hundred jobs fail, 0 to 100
   */
  public record JobStatus(ServiceTime service, int failurePercent) implements Scenario {

    /** Its name. */
    public static final String KIND = "job-status";

    static final JobStatus USUAL = new JobStatus(ServiceTime.parse("exponential:2s"), 0);

    /** Until jobs end as often as they begin, but for a few in a hundred. */
    private static final int WARMUP_SERVICES = 5;

    /** Checks the bound; the message names the key, the bound and the value. */
    public JobStatus {
      if (failurePercent < 0 || failurePercent > 100) {
        throw new IllegalArgumentException(
            "failed jobs must be 0% to 100%, but is " + failurePercent + "%");
      }
    }

    @Override
    public String toString() {
      return KIND + ":" + service + (failurePercent == 0 ? "" : "+" + failurePercent + "%failed");
    }
  }

  /**
   * Rooms whose members send, and get what all of them sent.
   *
   * @param cutsPerSecond how many connections, over all members, are cut off each second, 0 to 100
   */
  public record Chat(double cutsPerSecond) implements Scenario {

    /** Its name. */
    public static final String KIND = "chat";

    /** The shortest payload that says who sent a message and when. */
    public static final int MIN_PAYLOAD_BYTES = 44;

    static final Chat CALM = new Chat(0);

    /** Checks the bound; the message names the key, the bound and the value. */
    public Chat {
      if (!(cutsPerSecond >= 0 && cutsPerSecond <= 100)) {
        throw new IllegalArgumentException("cuts must be 0/s to 100/s, but is " + cutsPerSecond);
      }
    }

    private static String plain(double number) {
      return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
      return cutsPerSecond == 0 ? KIND : KIND + ":cuts:" + plain(cutsPerSecond) + "/s";
    }
  }

  /**
   * Feeds of a server that is not ours.
   *
   * @param target what its file calls it
   * @param truth how it is known when an update was published, as the file says it
   */
  public record External(String target, String truth) implements Scenario {

    /** Its name. */
    public static final String KIND = "target";

    private static final String PUBLISH = "publish";

    /** Whether the updates are published here; else others do so, nobody knows when. */
    public boolean publishes() {
      return truth.equals(PUBLISH);
    }

    @Override
    public String toString() {
      return KIND + ":" + target + ":" + truth;
    }
  }

  /**
   * What a scenario measures when nothing else is said.
   *
   * @param workload all that is not the strategy
   * @param strategies each measured once
   * @param timing with windows long enough for the longest interval
   */
  public record Preset(Workload workload, List<StrategyName> strategies, SweepTiming timing) {

    /** Copies the list. */
    public Preset {
      strategies = List.copyOf(strategies);
    }

    /** As a sweep of one repeat that is called after the scenario. */
    public SweepSpec sweep() {
      List<Cell> cells = strategies.stream().map(how -> how.on(workload)).toList();
      return new SweepSpec(workload.scenario().kind(), cells, timing, 1, 1, List.of(), Setup.USUAL);
    }
  }
}
