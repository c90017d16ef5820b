package dev.pushpull.sut;

import dev.pushpull.sut.ServerConfig.Address;
import dev.pushpull.sut.ServerConfig.Limits;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.control.ControlHandler;
import dev.pushpull.sut.feed.FeedExistsException;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.http.DataContext;
import dev.pushpull.sut.http.DataHandler;
import dev.pushpull.sut.net.HttpListener;
import dev.pushpull.sut.net.ListenerCounts;
import dev.pushpull.sut.net.ListenerLimits;
import dev.pushpull.sut.net.ServerCertificate;
import dev.pushpull.sut.net.Transport;
import dev.pushpull.sut.page.DemoFeeds;
import dev.pushpull.sut.page.PageHandler;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.JobsSpec;
import dev.pushpull.sut.wire.ListenerFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server: feeds that change, and five ways to hear of it. Safe from any thread.
 *
 * <pre>
 *                      POST /start                  GET /feeds/f0, or Accept, Prefer, Upgrade
 *                           |                                      |
 *   control listener  ------+                       data listener  |   "serve" threads
 *   own port, token         v                       own port       v
 *   "control" thread   +-----------+   newest   +-----------------------------------------+
 *                      |   Feeds   |----------->| document | long poll | events | socket  |
 *      "publisher"     | f0 job-1  |            +-----------------------------------------+
 *        thread  ----->|  + log    |   signal        ^ one wake-up per IO thread and update,
 *     arrivals and     +-----------+-----------------+ then each of its listeners is sent to
 *     jobs are due
 *                           |
 *   GET /log, /counters <---+--- published, sent, conflated, bytes on the sockets, CPU by thread
 * </pre>
 */
public final class ServerUnderTest implements AutoCloseable {

  private static final long GRACE_MILLIS = 250;
  private static final ServiceTime DEMO_SERVICE = new ServiceTime.Exponential(4_000_000_000L);
  private static final ListenerLimits CONTROL_LIMITS =
      new ListenerLimits(64, 16 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(10));

  /** What the data listener serves to browsers beside feeds. */
  public enum Page {
    /** Nothing: what is measured is the feeds alone. */
    NONE,
    /** The page's files, its client code among them, without feeds of its own. */
    FILES,
    /** The page and the feeds that it shows. */
    DEMO
  }

  private final ServerConfig config;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final DataContext context;
  private final DataHandler handler;
  private final Optional<DemoFeeds> demo;
  private final HttpListener data;
  private final @Nullable HttpListener control;
  private boolean closed; // guarded by this

  private ServerUnderTest(ServerConfig config, Page page, @Nullable Runnable onShutdown)
      throws IOException {
    this.config = config;
    Limits limits = config.limits();
    var feeds = new Feeds(clock, limits.maxFeeds(), limits.maxLogEntries());
    var jobs = new Jobs(feeds, clock);
    boolean loopback = isLoopback(config.data().host());
    boolean deflate = config.transport().deflate();
    this.context = new DataContext(feeds, jobs, limits.data(), loopback, deflate);
    this.handler = new DataHandler(context);
    this.demo = page == Page.DEMO ? Optional.of(demoFeeds()) : Optional.empty();
    HttpListener opened = null;
    try {
      opened = openData(page);
      this.data = opened;
      this.control =
          config.control().isPresent() ? openControl(config.control().get(), onShutdown) : null;
    } catch (IOException | RuntimeException e) {
      demo.ifPresent(DemoFeeds::close);
      feeds.close();
      if (opened != null) {
        opened.close(0);
      }
      throw e;
    }
  }

  /**
   * Starts a server; {@code POST /shutdown} closes it.
   *
   * @throws IOException if it cannot listen where the configuration says
   */
  public static ServerUnderTest start(ServerConfig config) throws IOException {
    return start(config, Page.NONE);
  }

  /**
   * Starts a server that may serve a page too; {@code POST /shutdown} closes it.
   *
   * @throws IOException if it cannot listen where the configuration says
   */
  public static ServerUnderTest start(ServerConfig config, Page page) throws IOException {
    return new ServerUnderTest(config, page, null);
  }

  /**
   * Starts a server.
   *
   * @param onShutdown what {@code POST /shutdown} runs instead of closing it, on a thread of its
   *     own
   * @throws IOException if it cannot listen where the configuration says
   */
  static ServerUnderTest start(ServerConfig config, Page page, Runnable onShutdown)
      throws IOException {
    return new ServerUnderTest(config, page, onShutdown);
  }

  /** The feeds of the page, and its jobs: some seconds each, and one in ten fails. */
  private DemoFeeds demoFeeds() {
    jobs().enable(new JobsSpec(DEMO_SERVICE, 10, 100, 1, JobsSpec.DEFAULT_KEPT_SECONDS));
    try {
      return new DemoFeeds(feeds());
    } catch (FeedExistsException e) {
      throw new IllegalStateException("there is no other feed yet", e);
    }
  }

  /** Whether a host is this machine alone; a name that cannot be resolved is not. */
  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private HttpListener openData(Page page) throws IOException {
    String protocol = config.transport().toString();
    return new HttpListener(
        "serve",
        config.data().resolved(),
        config.transport(),
        config.limits().ioThreads(),
        config.limits().listener(),
        context.counts(),
        page == Page.NONE ? handler : new PageHandler(handler, clock, protocol, demo, context));
  }

  private HttpListener openControl(Address address, @Nullable Runnable onShutdown)
      throws IOException {
    Runnable stop = onShutdown == null ? this::close : onShutdown;
    Transport transport = config.transport();
    String certificate = transport.certificate().map(ServerCertificate::pem).orElse("");
    return new HttpListener(
        "control",
        address.resolved(),
        Transport.PLAIN,
        1,
        CONTROL_LIMITS,
        new ListenerCounts(),
        new ControlHandler(
            config.token(),
            feeds(),
            jobs(),
            clock,
            new CounterReader(clock, context, new ThreadTimes())::read,
            data.port(),
            new ListenerFacts(transport.toString(), certificate),
            () -> new Thread(stop, "shutdown").start()));
  }

  /** The port of the data listener. */
  public int port() {
    return data.port();
  }

  /**
   * The port of the control listener.
   *
   * @throws IllegalStateException if the configuration has none
   */
  public int controlPort() {
    if (control == null) {
      throw new IllegalStateException("this server has no control listener");
    }
    return control.port();
  }

  /** What control requests must bear. */
  public String token() {
    return config.token();
  }

  /** The feeds, to create, start and publish without the control listener. */
  public Feeds feeds() {
    return context.feeds();
  }

  /** The jobs, to enable them without the control listener. */
  public Jobs jobs() {
    return context.jobs();
  }

  /**
   * Stops in an orderly way: no new connection, waiting polls answered 503, streams ended,
   * WebSockets closed with 1001; what is not gone after a moment is cut. Doing so again changes
   * nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    data.stopAccepting();
    handler.stop();
    demo.ifPresent(DemoFeeds::close);
    context.feeds().close();
    data.close(GRACE_MILLIS);
    if (control != null) {
      control.close(GRACE_MILLIS);
    }
  }
}
