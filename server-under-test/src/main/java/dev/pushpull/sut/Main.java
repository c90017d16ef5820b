package dev.pushpull.sut;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.ServerConfig.Address;
import dev.pushpull.sut.ServerUnderTest.Page;
import dev.pushpull.sut.feed.FeedExistsException;
import dev.pushpull.sut.net.ServerCertificate;
import dev.pushpull.sut.net.Transport;
import dev.pushpull.sut.page.DemoFeeds;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.ReadyLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the server as a process of its own. Exit codes: 0 stopped in order, 1 cut off since it did
 * not stop in time, 2 usage, 3 it could not listen.
 */
public final class Main {

  private static final int USAGE = 2;
  private static final int COULD_NOT_RUN = 3;
  private static final int CUT_OFF = 1;
  private static final long STOPPED_WITHIN_MILLIS = 2_000;

  private Main() {}

  /** Runs until it is stopped; {@code --help} lists the options. */
  public static void main(String[] arguments) throws InterruptedException {
    quietLogging();
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      Options.commandLine().usage(System.out);
      return;
    }
    try {
      run(Options.parse(List.of(arguments), System.getenv()));
    } catch (Options.UsageException e) {
      fail(USAGE, String.valueOf(e.getMessage()));
    } catch (FeedExistsException e) {
      fail(USAGE, "--feed: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      fail(COULD_NOT_RUN, "the server could not start: " + Reason.withFile(e));
    }
  }

  /** Undertow logs through JBoss Logging; both it and SLF4J say nothing below a warning. */
  private static void quietLogging() {
    System.getProperties().putIfAbsent("org.jboss.logging.provider", "slf4j");
    System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "warn");
  }

  private static void run(Options options)
      throws IOException, FeedExistsException, InterruptedException {
    ServerConfig config = options.config().withTransport(transport(options));
    checkHost("--host", config.data());
    if (config.control().isPresent()) {
      checkHost("--control-host", config.control().get());
    }
    ServerUnderTest server = start(config, options.page());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    server.feeds().create(options.feeds());
    options.jobs().ifPresent(server.jobs()::enable);
    if (!options.feeds().isEmpty()) {
      server.feeds().start(0, 0);
    }
    System.err.print(Greeting.exposure(config, options.page()));
    PrintStream out = System.out;
    if (options.stopWithStdin()) {
      Thread.ofPlatform().name("parent-watch").daemon().start(() -> endWith(System.in));
    }
    if (options.child()) {
      out.println(readyLine(server, config));
    } else {
      out.print(Greeting.text(server, config, options.page(), feeds(options)));
    }
    if (out.checkError() && !options.child()) {
      fail(
          COULD_NOT_RUN,
          "standard output cannot be written, so the server's address cannot be shown");
    }
    if (options.open() && options.page() == Page.DEMO) {
      Browser.open(Greeting.origin(server, config) + "/");
    }
    Thread.currentThread()
        .join(); // All others are daemons, so that the process ends by exit alone.
  }

  private static ServerUnderTest start(ServerConfig config, Page page) throws IOException {
    try {
      return ServerUnderTest.start(config, page, () -> System.exit(0));
    } catch (BindException e) {
      String control =
          config.control().map(at -> " and %s port %d".formatted(at.host(), at.port())).orElse("");
      fail(
          COULD_NOT_RUN,
          "cannot listen on %s port %d%s: %s; choose another with --port or --control-port"
              .formatted(config.data().host(), config.data().port(), control, e.getMessage()));
      throw e;
    }
  }

  /** What cannot be listened on for this reason does not name the host. */
  private static void checkHost(String option, Address address) throws IOException {
    try {
      InetAddress.getByName(address.host());
    } catch (UnknownHostException e) {
      throw new IOException("%s: unknown host '%s'".formatted(option, address.host()), e);
    }
  }

  private static List<FeedSpec> feeds(Options options) {
    var own = options.page() == Page.DEMO ? DemoFeeds.specs() : List.<FeedSpec>of();
    return Stream.concat(own.stream(), options.feeds().stream()).toList();
  }

  /** A parent hands the certificate over before all else. */
  private static Transport transport(Options options) throws IOException {
    Optional<ServerCertificate> certificate = Optional.empty();
    if (options.protocol().isTls()) {
      try {
        certificate = Optional.of(ServerCertificate.read(System.in));
      } catch (IOException e) {
        throw new IOException(
            "--protocol %s, standard input: %s".formatted(options.protocol(), e.getMessage()), e);
      }
    }
    return new Transport(options.protocol(), options.deflate(), certificate);
  }

  private static String readyLine(ServerUnderTest server, ServerConfig config) throws IOException {
    return new JsonMapper()
        .writeValueAsString(
            new ReadyLine(
                true,
                ProcessHandle.current().pid(),
                config.data().host(),
                server.port(),
                server.controlPort(),
                config.token()));
  }

  /** The parent holds our standard input; when it is gone, however it went, so are we. */
  private static void endWith(InputStream parent) {
    try {
      parent.transferTo(OutputStream.nullOutputStream()); // What a parent writes means nothing.
    } catch (IOException e) {
      // As good as its end.
    }
    System.exit(0);
  }

  /** Runs as a shutdown hook, so that each way to end is an orderly one. */
  private static void stop(ServerUnderTest server) {
    CompletableFuture.delayedExecutor(STOPPED_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(CUT_OFF));
    server.close();
  }

  private static void fail(int exitCode, String message) {
    System.err.println("error: " + message);
    System.exit(exitCode);
  }
}
