package dev.pushpull.sut.options;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The words of the server's command line. What each may be, the server says itself; an option that
 * is repeated and not a list has its last value. With TLS the server reads its certificate and key
 * from standard input.
 */
@Command
public interface ServeOptions {

  /** A feed's option. */
  String FEED = "--feed";

  /** A log feed's option. */
  String LOG_FEED = "--log-feed";

  /** The value of {@code --port}; null without it. */
  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Port for the page and for subscribers; default 8080, any free port without the page.")
  @Nullable String port();

  /** Whether {@code --page} was given. */
  @Option(names = "--page", description = "Serve the page also with --control.")
  boolean page();

  /** Whether {@code --no-page} was given. */
  @Option(names = "--no-page", description = "Never serve the page.")
  boolean noPage();

  /** Whether {@code --open} was given. */
  @Option(
      names = "--open",
      negatable = true,
      description = "Open the page in a browser; default: if a person looks on.")
  boolean open();

  /** The values of {@code --feed}, in their order; null without it. */
  @Option(
      names = FEED,
      paramLabel = "NAME=ARRIVALS",
      description = "A feed, such as courier=periodic:1/s; may be repeated.")
  @Nullable List<String> feeds();

  /** The values of {@code --log-feed}, in their order; null without it. */
  @Option(
      names = LOG_FEED,
      paramLabel = "NAME=ARRIVALS",
      description =
          "A feed that keeps a log; with ARRIVALS none only clients publish; may be repeated.")
  @Nullable List<String> logFeeds();

  /** The value of {@code --retain}, or its default. */
  @Option(
      names = "--retain",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Updates that a log feed keeps; default ${DEFAULT-VALUE}.")
  String retain();

  /** The value of {@code --jobs}; null without it. */
  @Option(
      names = "--jobs",
      paramLabel = "SERVICE",
      description =
          "Accept jobs at /jobs, with a service time such as constant:2s, exponential:2s or"
              + " lognormal:2s,0.5.")
  @Nullable String jobs();

  /** The value of {@code --job-failures}; null without it. */
  @Option(
      names = "--job-failures",
      paramLabel = "PERCENT",
      description = "Percentage of jobs that fail; default 0.")
  @Nullable String jobFailures();

  /** The value of {@code --max-jobs}; null without it. */
  @Option(names = "--max-jobs", paramLabel = "N", description = "Max live jobs; default 1000.")
  @Nullable String maxJobs();

  /** The value of {@code --job-keep}; null without it. */
  @Option(
      names = "--job-keep",
      paramLabel = "SECONDS",
      description = "How long a finished job is kept; default 60.")
  @Nullable String jobKeep();

  /** The value of {@code --payload}, or its default. */
  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Size of each update's payload; default ${DEFAULT-VALUE}.")
  String payload();

  /** The value of {@code --seed}, or its default. */
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of arrivals and payloads; default ${DEFAULT-VALUE}.")
  String seed();

  /** The value of {@code --host}, or its default. */
  @Option(
      names = "--host",
      paramLabel = "H",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; default ${DEFAULT-VALUE}.")
  String host();

  /** Whether {@code --control} was given. */
  @Option(
      names = "--control",
      description = "Also listen for 'run --connect'; prints address and token.")
  boolean control();

  /** The value of {@code --control-port}; null without it. */
  @Option(
      names = "--control-port",
      paramLabel = "N",
      description = "Port of the control listener; default any free port.")
  @Nullable String controlPort();

  /** The value of {@code --control-host}; null without it. */
  @Option(
      names = "--control-host",
      paramLabel = "H",
      description = "Address of the control listener; default 127.0.0.1.")
  @Nullable String controlHost();

  /** The value of {@code --protocol}, or its default. */
  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "h1",
      description = "h1, h1-tls, h2, h2c, h1+deflate or h1-tls+deflate; default ${DEFAULT-VALUE}.")
  String protocol();

  /** The value of {@code --max-publishes}; null without it. */
  @Option(
      names = "--max-publishes",
      paramLabel = "N",
      description = "Max updates per second published by all clients together; default 10000.")
  @Nullable String maxPublishes();

  /** The value of {@code --max-connections}; null without it. */
  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Max open connections; default 50000.")
  @Nullable String maxConnections();

  /** The value of {@code --idle-timeout}; null without it. */
  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      description = "How long a connection may be silent; default 120.")
  @Nullable String idleTimeout();

  /** The value of {@code --io-threads}; null without it. */
  @Option(
      names = "--io-threads",
      paramLabel = "N",
      description = "Threads that serve; default one per core, at least 2.")
  @Nullable String ioThreads();

  /** Whether {@code --child} was given. */
  @Option(
      names = "--child",
      hidden = true,
      description = "For a parent process: print one line of JSON when ready, and end with stdin.")
  boolean child();

  /** Whether {@code --stop-with-stdin} was given. */
  @Option(names = "--stop-with-stdin", hidden = true, description = "End with standard input.")
  boolean stopWithStdin();
}
