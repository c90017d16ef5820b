package dev.pushpull.sut;

import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.feed.JobsSpec;
import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.net.ListenerLimits;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.options.ServeOptions;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.JobOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
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
    ServerUnderTest.Page page,
    boolean open) {

  /** Names the environment variable that holds the control token. */
  static final String TOKEN_VARIABLE = "PUSHPULL_TOKEN";

  private static final String DEMO_FEED = "demo=periodic:1/s";

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
  }

  /** Knows the options and their help. */
  static CommandLine commandLine() {
    var line = new CommandLine(new Line());
    line.addMixin("server", ServeOptions.class);
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
      var words = (ServeOptions) Objects.requireNonNull(line.getMixins().get("server"));
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
  private record Reading(ServeOptions words, List<String> arguments) {

    Options result(Map<String, String> environment) {
      boolean deflate = words.protocol().endsWith(DEFLATE);
      WireProtocol protocol = protocol(deflate);
      boolean control =
          words.control() || words.controlPort() != null || words.controlHost() != null;
      ServerUnderTest.Page page = page(protocol, control);
      ServerConfig config = config(page);
      if (control || words.child()) {
        config =
            config.withControl(
                orElse(words.controlHost(), ServerConfig.LOOPBACK),
                integer("--control-port", words.controlPort(), 0, 65_535, 0));
      }
      String token = environment.get(TOKEN_VARIABLE);
      long seed = number("--seed", words.seed(), Long.MIN_VALUE, Long.MAX_VALUE);
      return new Options(
          token == null ? config : config.withToken(token),
          feeds(seed, page),
          jobs(seed),
          words.child(),
          words.child() || words.stopWithStdin(),
          protocol,
          deflate,
          page,
          words.open());
    }

    private WireProtocol protocol(boolean deflate) {
      String text = words.protocol();
      WireProtocol protocol;
      try {
        protocol =
            WireProtocol.parse(
                deflate ? text.substring(0, text.length() - DEFLATE.length()) : text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "--protocol must be h1, h1-tls, h2, h2c, h1+deflate or h1-tls+deflate, but is '%s'"
                .formatted(text),
            e);
      }
      if (deflate && protocol.isHttp2()) {
        throw new IllegalArgumentException(
            "--protocol: +deflate compresses WebSocket messages, and %s does not support WebSocket"
                .formatted(protocol));
      }
      return protocol;
    }

    /** A server that is measured serves no page, unless it is told to. */
    private ServerUnderTest.Page page(WireProtocol protocol, boolean control) {
      if (words.page() && words.noPage()) {
        throw new IllegalArgumentException("--page and --no-page are mutually exclusive");
      }
      if (words.page() && protocol == WireProtocol.H2C) {
        throw new IllegalArgumentException("--page: browsers do not support " + protocol);
      }
      boolean serves = words.page() || !(words.child() || control || protocol == WireProtocol.H2C);
      if (words.noPage() || !serves) {
        return ServerUnderTest.Page.NONE;
      }
      return words.child() ? ServerUnderTest.Page.FILES : ServerUnderTest.Page.DEMO;
    }

    private ServerConfig config(ServerUnderTest.Page page) {
      ServerConfig config = ServerConfig.defaults().withoutControl();
      ListenerLimits limits = config.listenerLimits();
      DataLimits granted = config.dataLimits();
      int idleSeconds = (int) limits.idleTimeout().toSeconds();
      return config
          .withAddress(
              words.host(),
              integer(
                  "--port",
                  words.port(),
                  0,
                  65_535,
                  page == ServerUnderTest.Page.DEMO ? PAGE_PORT : 0))
          .withIoThreads(integer("--io-threads", words.ioThreads(), 1, 256, config.ioThreads()))
          .withListenerLimits(
              new ListenerLimits(
                  integer(
                      "--max-connections",
                      words.maxConnections(),
                      1,
                      1_000_000,
                      limits.maxConnections()),
                  limits.maxHeaderBytes(),
                  limits.parseTimeout(),
                  Duration.ofSeconds(
                      integer("--idle-timeout", words.idleTimeout(), 1, 86_400, idleSeconds))))
          .withDataLimits(
              granted.withMaxPublishesPerSecond(
                  integer(
                      "--max-publishes",
                      words.maxPublishes(),
                      0,
                      MOST_PUBLISHES_PER_SECOND,
                      granted.maxPublishesPerSecond())));
    }

    /** Empty if jobs are not taken. */
    private Optional<JobsSpec> jobs(long seed) {
      int failures = integer("--job-failures", words.jobFailures(), 0, 100, 0);
      int live =
          integer("--max-jobs", words.maxJobs(), 1, JobsSpec.MOST_LIVE, JobOrder.DEFAULT_LIVE);
      int kept =
          integer(
              "--job-keep",
              words.jobKeep(),
              1,
              JobsSpec.MOST_KEPT_SECONDS,
              JobOrder.DEFAULT_KEPT_SECONDS);
      String service = words.jobs();
      if (service == null) {
        needsJobs("--job-failures", words.jobFailures());
        needsJobs("--max-jobs", words.maxJobs());
        needsJobs("--job-keep", words.jobKeep());
        return Optional.empty();
      }
      try {
        return Optional.of(new JobsSpec(ServiceTime.parse(service), failures, live, seed, kept));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--jobs: " + e.getMessage(), e);
      }
    }

    private static void needsJobs(String option, @Nullable String given) {
      if (given != null) {
        throw new IllegalArgumentException(option + " requires --jobs SERVICE");
      }
    }

    /** In the order in which they were written; each has the next seed. */
    private List<FeedSpec> feeds(long seed, ServerUnderTest.Page page) {
      int payloadBytes = integer("--payload", words.payload(), 0, FeedSpec.MAX_PAYLOAD_BYTES, 0);
      int retain = integer("--retain", words.retain(), 1, FeedSpec.MAX_RETAIN, 0);
      Iterator<String> values = iterator(words.feeds());
      Iterator<String> logs = iterator(words.logFeeds());
      var specs = new ArrayList<FeedSpec>();
      for (String word : arguments) {
        String option = word.split("=", 2)[0];
        if (option.equals(ServeOptions.FEED)) {
          specs.add(feed(option, values.next(), seed + specs.size(), payloadBytes));
        } else if (option.equals(ServeOptions.LOG_FEED)) {
          specs.add(feed(option, logs.next(), seed + specs.size(), payloadBytes).asLog(retain));
        }
      }
      if (specs.isEmpty() && !words.child() && page == ServerUnderTest.Page.NONE) {
        specs.add(feed(ServeOptions.FEED, DEMO_FEED, seed, payloadBytes));
      }
      return List.copyOf(specs);
    }

    private static Iterator<String> iterator(@Nullable List<String> given) {
      return given == null ? Collections.emptyIterator() : given.iterator();
    }

    private static FeedSpec feed(String option, String text, long seed, int payloadBytes) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            option + " must be NAME=ARRIVALS, but is '" + text + "'");
      }
      String arrivals = text.substring(equals + 1);
      try {
        return new FeedSpec(
            text.substring(0, equals),
            option.equals(ServeOptions.LOG_FEED)
                ? UpdateSource.parse(arrivals)
                : Arrivals.parse(arrivals),
            seed,
            payloadBytes);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(option + " '" + text + "': " + e.getMessage(), e);
      }
    }

    private static String orElse(@Nullable String given, String otherwise) {
      return given == null ? otherwise : given;
    }

    private static int integer(
        String option, @Nullable String given, int least, int most, int otherwise) {
      return given == null ? otherwise : (int) number(option, given, least, most);
    }

    private static long number(String option, String text, long least, long most) {
      try {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new IllegalArgumentException(
          "%s must be %d to %d, but is '%s'".formatted(option, least, most, text));
    }
  }
}
