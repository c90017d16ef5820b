package dev.pushpull.sut;

import dev.pushpull.sut.ServerConfig.Address;
import dev.pushpull.sut.ServerConfig.Limits;
import dev.pushpull.sut.ServerUnderTest.Page;
import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.net.ListenerLimits;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.options.ServeOptions;
import dev.pushpull.sut.options.TextOptions;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.JobsSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

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
    Page page,
    boolean open) {

  /** Names the environment variable that holds the control token. */
  static final String TOKEN_VARIABLE = "PUSHPULL_TOKEN";

  private static final String DEMO_FEED = "demo=periodic:1/s";

  /** By all clients together: more than they get through, so as good as no bound. */
  private static final int MAX_PUBLISHES_PER_SECOND = 10_000_000;

  /** Where a page is looked for; a server without one takes any free port. */
  private static final int PAGE_PORT = 8080;

  private static final int MAX_PORT = 65_535;
  private static final String DEFLATE = "+deflate";

  /** What is wrong, in one line. */
  static final class UsageException extends Exception {
    UsageException(String message) {
      super(message);
    }
  }

  /** The command line with its help. */
  @Command(
      name = "serve",
      description =
          "Runs the server alone, with a page that shows five ways to receive updates side by"
              + " side.",
      customSynopsis = "pushpull serve [OPTIONS]",
      footer = {"", "Exit codes: 0 stopped, 2 usage, 3 could not listen."})
  static final class Line {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help.")
    boolean help;

    final TextOptions words = ServeOptions.read();
    @Mixin CommandSpec texts = words.spec();
  }

  /** Knows the options and their help. */
  static CommandLine commandLine() {
    var line = new CommandLine(new Line());
    return line.setOverwrittenOptionsAllowed(true).setExpandAtFiles(false);
  }

  /**
   * Reads the arguments.
   *
   * @throws UsageException that names the option and what it should be
   */
  static Options parse(List<String> arguments, Map<String, String> environment)
      throws UsageException {
    CommandLine line = commandLine();
    try {
      line.parseArgs(arguments.toArray(String[]::new));
      TextOptions words = line.<Line>getCommand().words;
      return new Reading(words, arguments).result(environment);
    } catch (UnmatchedArgumentException e) {
      throw new UsageException(
          "unknown option '%s'; --help lists them".formatted(e.getUnmatched().getFirst()));
    } catch (MissingParameterException e) {
      throw new UsageException(
          ((OptionSpec) e.getMissing().getFirst()).longestName() + " needs a value");
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** What the words amount to; throws {@link IllegalArgumentException} that says what is wrong. */
  private record Reading(TextOptions words, List<String> arguments) {

    Options result(Map<String, String> environment) {
      String named = words.text("--protocol").orElse("h1");
      boolean deflate = named.endsWith(DEFLATE);
      WireProtocol protocol = protocol(named, deflate);
      boolean child = words.flag("--child");
      boolean control =
          words.flag("--control")
              || words.text("--control-port").isPresent()
              || words.text("--control-host").isPresent();
      Page page = page(protocol, control);
      ServerConfig config = config(page, control || child, environment.get(TOKEN_VARIABLE));
      long seed =
          number("--seed", words.text("--seed").orElse("1"), Long.MIN_VALUE, Long.MAX_VALUE);
      return new Options(
          config,
          feeds(seed, page),
          jobs(seed),
          child,
          child || words.flag("--stop-with-stdin"),
          protocol,
          deflate,
          page,
          words.flag("--open"));
    }

    private static WireProtocol protocol(String text, boolean deflate) {
      WireProtocol protocol;
      try {
        int end = text.length() - (deflate ? DEFLATE.length() : 0);
        protocol = WireProtocol.parse(text.substring(0, end));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "--protocol must be h1, h1-tls, h2, h2c, h1+deflate or h1-tls+deflate, but is '%s'"
                .formatted(text),
            e);
      }
      check(
          !deflate || !protocol.isHttp2(),
          "--protocol: +deflate compresses WebSocket messages, and %s does not support WebSocket"
              .formatted(protocol));
      return protocol;
    }

    /** A server that is measured serves no page, unless it is told to. */
    private Page page(WireProtocol protocol, boolean control) {
      boolean shown = protocol != WireProtocol.H2C;
      boolean asked = words.flag("--page");
      boolean child = words.flag("--child");
      check(!asked || !words.flag("--no-page"), "--page and --no-page are mutually exclusive");
      check(!asked || shown, "--page: browsers do not support " + protocol);
      boolean serves = asked || !(child || control || !shown);
      if (words.flag("--no-page") || !serves) {
        return Page.NONE;
      }
      return child ? Page.FILES : Page.DEMO;
    }

    private ServerConfig config(Page page, boolean control, @Nullable String token) {
      ServerConfig defaults = ServerConfig.defaults();
      Limits own = defaults.limits();
      ListenerLimits bears = own.listener();
      int port = integer("--port", 0, MAX_PORT, page == Page.DEMO ? PAGE_PORT : 0);
      int threads = integer("--io-threads", 1, 256, own.ioThreads());
      int max = integer("--max-connections", 1, 1_000_000, bears.maxConnections());
      int idle = integer("--idle-timeout", 1, 86_400, (int) bears.idleTimeout().toSeconds());
      int usual = own.data().maxPublishesPerSecond();
      int publishes = integer("--max-publishes", 0, MAX_PUBLISHES_PER_SECOND, usual);
      int controlPort = integer("--control-port", 0, MAX_PORT, 0);
      String controlHost = words.text("--control-host").orElse(ServerConfig.LOOPBACK);
      Duration idleTimeout = Duration.ofSeconds(idle);
      bears = new ListenerLimits(max, bears.maxHeaderBytes(), bears.parseTimeout(), idleTimeout);
      DataLimits grants = own.data().withMaxPublishesPerSecond(publishes);
      return new ServerConfig(
          new Address(words.text("--host").orElse(ServerConfig.LOOPBACK), port),
          Optional.of(new Address(controlHost, controlPort)).filter(_ -> control),
          Objects.requireNonNullElse(token, defaults.token()),
          new Limits(threads, bears, grants, own.maxFeeds(), own.maxLogEntries()),
          defaults.transport());
    }

    /** Empty if jobs are not taken. */
    private Optional<JobsSpec> jobs(long seed) {
      int failures = integer("--job-failures", 0, 100, 0);
      int live = integer("--max-jobs", 1, JobsSpec.MAX_LIVE, JobsSpec.DEFAULT_LIVE);
      int keep = JobsSpec.DEFAULT_KEPT_SECONDS;
      keep = integer("--job-keep", 1, JobsSpec.MAX_KEEP_SECONDS, keep);
      Optional<String> service = words.text("--jobs");
      if (service.isEmpty()) {
        for (String option : List.of("--job-failures", "--max-jobs", "--job-keep")) {
          check(words.text(option).isEmpty(), option + " requires --jobs SERVICE");
        }
        return Optional.empty();
      }
      try {
        return Optional.of(
            new JobsSpec(ServiceTime.parse(service.get()), failures, live, seed, keep));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--jobs: " + e.getMessage(), e);
      }
    }

    /** In the order in which they were written; each has the next seed. */
    private List<FeedSpec> feeds(long seed, Page page) {
      int payloadBytes = integer("--payload", 0, FeedSpec.MAX_PAYLOAD_BYTES, 64);
      int retain = integer("--retain", 1, FeedSpec.MAX_RETAIN, 1_000);
      Iterator<String> values = words.all(ServeOptions.FEED).iterator();
      Iterator<String> logs = words.all(ServeOptions.LOG_FEED).iterator();
      var specs = new ArrayList<FeedSpec>();
      for (String word : arguments) {
        String option = word.split("=", 2)[0];
        if (option.equals(ServeOptions.FEED)) {
          specs.add(feed(option, values.next(), seed + specs.size(), payloadBytes));
        } else if (option.equals(ServeOptions.LOG_FEED)) {
          specs.add(feed(option, logs.next(), seed + specs.size(), payloadBytes).asLog(retain));
        }
      }
      if (specs.isEmpty() && !words.flag("--child") && page == Page.NONE) {
        specs.add(feed(ServeOptions.FEED, DEMO_FEED, seed, payloadBytes));
      }
      return List.copyOf(specs);
    }

    private static FeedSpec feed(String option, String text, long seed, int payloadBytes) {
      String[] parts = text.split("=", 2);
      check(parts.length == 2, option + " must be NAME=ARRIVALS, but is '" + text + "'");
      try {
        UpdateSource source =
            option.equals(ServeOptions.LOG_FEED)
                ? UpdateSource.parse(parts[1])
                : Arrivals.parse(parts[1]);
        return new FeedSpec(parts[0], source, seed, payloadBytes);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(option + " '" + text + "': " + e.getMessage(), e);
      }
    }

    private static void check(boolean holds, String message) {
      if (!holds) {
        throw new IllegalArgumentException(message);
      }
    }

    /** What is given for an option, else its default. */
    private int integer(String option, int min, int max, int otherwise) {
      return words.text(option).map(text -> (int) number(option, text, min, max)).orElse(otherwise);
    }

    private static long number(String option, String text, long min, long max) {
      try {
        long number = Long.parseLong(text);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new IllegalArgumentException(
          "%s must be %d to %d, but is '%s'".formatted(option, min, max, text));
    }
  }
}
