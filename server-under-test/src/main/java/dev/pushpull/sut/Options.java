package dev.pushpull.sut;

import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.feed.JobsSpec;
import dev.pushpull.sut.net.ListenerLimits;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@link Main}, read strictly.
 *
 * @param config how the server is to run
 * @param feeds what it starts with
 * @param jobs how the jobs go that clients submit; empty if none are taken
 * @param child whether a parent process reads the ready line
 * @param stopWithStdin whether a parent process holds standard input open as long as it lives
 * @param protocol what the data listener speaks; one with TLS finds its certificate and key on
 *     standard input
 * @param deflate whether WebSocket messages are compressed for who offers it
 * @param page what it serves to browsers beside feeds
 * @param open whether the machine's browser is to be sent to the page
 */
record Options(
    ServerConfig config,
    List<FeedSpec> feeds,
    Optional<JobsSpec> jobs,
    boolean child,
    boolean stopWithStdin,
    WireProtocol protocol,
    boolean deflate,
    ServerUnderTest.Page page,
    boolean open) {

  /** The options, for the message that follows a wrong one. */
  static final String USAGE =
      """
      [--host H] [--port N] [--control] [--control-port N] [--control-host H]
      [--feed NAME=ARRIVALS]... [--log-feed NAME=ARRIVALS|none]... [--retain N]
      [--jobs SERVICE] [--job-failures PERCENT] [--max-jobs N] [--job-keep SECONDS]
      [--payload BYTES] [--seed N] [--io-threads N] [--max-connections N]
      [--max-publishes N] [--idle-timeout SECONDS] [--child] [--stop-with-stdin]
      [--protocol h1|h1-tls|h2|h2c|h1+deflate|h1-tls+deflate] [--page|--no-page] [--open]\
      """;

  /** Names the environment variable that holds the control token. */
  static final String TOKEN_VARIABLE = "PUSHPULL_TOKEN";

  private static final String FEED = "--feed";
  private static final String LOG_FEED = "--log-feed";
  private static final String DEMO_FEED = "demo=periodic:1/s";
  private static final int DEFAULT_PAYLOAD_BYTES = 64;

  /** By all clients together: more than they get through, so as good as no bound. */
  private static final int MOST_PUBLISHES_PER_SECOND = 10_000_000;

  /** Where a page is looked for; a server without one takes any free port. */
  private static final int PAGE_PORT = 8080;

  private static final String DEFLATE = "+deflate";

  /** What is wrong, in one line. */
  static final class UsageException extends Exception {
    UsageException(String message) {
      super(message);
    }
  }

  /**
   * Reads the arguments.
   *
   * @throws UsageException that names the option and what it should be
   */
  static Options parse(List<String> arguments, Map<String, String> environment)
      throws UsageException {
    var parser = new Parser(arguments);
    parser.read();
    try {
      return parser.result(environment);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** A feed as it was asked for. */
  private record Wanted(String option, String text) {}

  /** Collects what was given, one option after the other. */
  private static final class Parser {
    private final Deque<String> rest;
    private final List<Wanted> feeds = new ArrayList<>();
    private final JobOptions jobs = new JobOptions();
    private ServerConfig config = ServerConfig.defaults().withoutControl();
    private String controlHost = ServerConfig.LOOPBACK;
    private int controlPort;
    private int payloadBytes = DEFAULT_PAYLOAD_BYTES;
    private int retain = FeedSpec.DEFAULT_RETAIN;
    private long seed = 1;
    private boolean control;
    private boolean child;
    private boolean stopWithStdin;
    private WireProtocol protocol = WireProtocol.H1;
    private boolean deflate;
    private boolean portGiven;
    private boolean pageWanted;
    private boolean pageUnwanted;
    private boolean open;

    Parser(List<String> arguments) {
      rest = new ArrayDeque<>(arguments);
    }

    void read() throws UsageException {
      while (!rest.isEmpty()) {
        option(rest.pop());
      }
    }

    private void option(String option) throws UsageException {
      switch (option) {
        case "--host" -> config = config.withAddress(value(option), config.port());
        case "--port" -> {
          portGiven = true;
          config = config.withAddress(config.host(), integer(option, 0, 65_535));
        }
        case "--control" -> control = true;
        case "--control-port" -> {
          control = true;
          controlPort = integer(option, 0, 65_535);
        }
        case "--control-host" -> {
          control = true;
          controlHost = value(option);
        }
        case FEED, LOG_FEED -> feeds.add(new Wanted(option, value(option)));
        case "--retain" -> retain = integer(option, 1, FeedSpec.MAX_RETAIN);
        case "--jobs" -> jobs.service(value(option));
        case "--job-failures" -> jobs.failurePercent(integer(option, 0, 100));
        case "--max-jobs" -> jobs.maxLive(integer(option, 1, JobsSpec.MOST_LIVE));
        case "--job-keep" -> jobs.keepSeconds(integer(option, 1, JobsSpec.MOST_KEPT_SECONDS));
        case "--payload" -> payloadBytes = integer(option, 0, FeedSpec.MAX_PAYLOAD_BYTES);
        case "--seed" -> seed = number(option, Long.MIN_VALUE, Long.MAX_VALUE);
        case "--io-threads" -> config = config.withIoThreads(integer(option, 1, 256));
        case "--max-connections" -> maxConnections(integer(option, 1, 1_000_000));
        case "--max-publishes" -> maxPublishes(integer(option, 0, MOST_PUBLISHES_PER_SECOND));
        case "--idle-timeout" -> idleTimeout(Duration.ofSeconds(integer(option, 1, 86_400)));
        case "--child" -> child = true;
        case "--stop-with-stdin" -> stopWithStdin = true;
        case "--protocol" -> protocol(value(option));
        case "--page" -> pageWanted = true;
        case "--no-page" -> pageUnwanted = true;
        case "--open" -> open = true;
        default -> throw new UsageException("unknown option '" + option + "'");
      }
    }

    private void protocol(String text) throws UsageException {
      deflate = text.endsWith(DEFLATE);
      String plain = deflate ? text.substring(0, text.length() - DEFLATE.length()) : text;
      try {
        protocol = WireProtocol.parse(plain);
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "--protocol must be h1, h1-tls, h2, h2c, h1+deflate or h1-tls+deflate, but is '%s'"
                .formatted(text));
      }
      if (deflate && protocol.isHttp2()) {
        throw new UsageException(
            "--protocol: +deflate compresses WebSocket messages, and %s does not support WebSocket"
                .formatted(protocol));
      }
    }

    private void maxConnections(int connections) {
      ListenerLimits limits = config.listenerLimits();
      config =
          config.withListenerLimits(
              new ListenerLimits(
                  connections,
                  limits.maxHeaderBytes(),
                  limits.parseTimeout(),
                  limits.idleTimeout()));
    }

    private void maxPublishes(int perSecond) {
      config = config.withDataLimits(config.dataLimits().withMaxPublishesPerSecond(perSecond));
    }

    private void idleTimeout(Duration timeout) {
      ListenerLimits limits = config.listenerLimits();
      config =
          config.withListenerLimits(
              new ListenerLimits(
                  limits.maxConnections(),
                  limits.maxHeaderBytes(),
                  limits.parseTimeout(),
                  timeout));
    }

    private String value(String option) throws UsageException {
      if (rest.isEmpty()) {
        throw new UsageException(option + " needs a value");
      }
      return rest.pop();
    }

    private int integer(String option, int least, int most) throws UsageException {
      return (int) number(option, least, most);
    }

    private long number(String option, long least, long most) throws UsageException {
      String text = value(option);
      try {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new UsageException(
          "%s must be %d to %d, but is '%s'".formatted(option, least, most, text));
    }

    /** A server that is measured serves no page, unless it is told to. */
    private ServerUnderTest.Page page() throws UsageException {
      if (pageWanted && pageUnwanted) {
        throw new UsageException("--page and --no-page are mutually exclusive");
      }
      if (pageWanted && protocol == WireProtocol.H2C) {
        throw new UsageException("--page: browsers do not support " + protocol);
      }
      boolean serves = pageWanted || !(child || control || protocol == WireProtocol.H2C);
      if (pageUnwanted || !serves) {
        return ServerUnderTest.Page.NONE;
      }
      return child ? ServerUnderTest.Page.FILES : ServerUnderTest.Page.DEMO;
    }

    Options result(Map<String, String> environment) throws UsageException {
      ServerUnderTest.Page page = page();
      ServerConfig result = config;
      if (page == ServerUnderTest.Page.DEMO && !portGiven) {
        result = result.withAddress(result.host(), PAGE_PORT);
      }
      if (control || child) {
        result = result.withControl(controlHost, controlPort);
      }
      String token = environment.get(TOKEN_VARIABLE);
      if (token != null) {
        result = result.withToken(token);
      }
      if (feeds.isEmpty() && !child && page == ServerUnderTest.Page.NONE) {
        feeds.add(new Wanted(FEED, DEMO_FEED));
      }
      var specs = new ArrayList<FeedSpec>();
      for (Wanted feed : feeds) {
        specs.add(spec(feed, seed + specs.size()));
      }
      return new Options(
          result,
          List.copyOf(specs),
          jobs.result(seed),
          child,
          child || stopWithStdin,
          protocol,
          deflate,
          page,
          open);
    }

    private FeedSpec spec(Wanted feed, long feedSeed) throws UsageException {
      String text = feed.text();
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new UsageException(feed.option() + " must be NAME=ARRIVALS, but is '" + text + "'");
      }
      String name = text.substring(0, equals);
      String arrivals = text.substring(equals + 1);
      try {
        return feed.option().equals(LOG_FEED)
            ? new FeedSpec(name, UpdateSource.parse(arrivals), feedSeed, payloadBytes).asLog(retain)
            : new FeedSpec(name, Arrivals.parse(arrivals), feedSeed, payloadBytes);
      } catch (IllegalArgumentException e) {
        throw new UsageException(feed.option() + " '" + text + "': " + e.getMessage());
      }
    }
  }
}
