package dev.pushpull.suite.op;

import dev.pushpull.launch.ServerCounters;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.spec.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The server, the receivers and the publisher of a {@link FanOut}, and what is noted of each
 * publish. All calls come from JMH's one worker thread.
 */
@State(Scope.Benchmark)
public abstract class FanOutState {

  private static final String FEED = "fan-out";
  private static final int MOST_RECEIVERS = 20_000;
  private static final int FEW = 16;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final Duration PARK = Duration.ofSeconds(20);

  /** How many listen. */
  @Param({"1", "10", "100", "1000", "5000"})
  public int receivers;

  /** Bytes of each update's payload. */
  @Param("64")
  public int payload;

  /** How long publishes run both JVMs hot at full size, and half as long at a small one before. */
  Duration burnIn = Duration.ofSeconds(2);

  private final FanOutWay way;
  private final OperationHistograms histograms = new OperationHistograms();
  private @Nullable Stage stage;
  private ServerCounters before = ServerCounters.NONE;
  private boolean measured;
  private long sentNanos;
  private FanOutReceivers.@Nullable Spread spread;

  private FanOutState(FanOutWay way) {
    this.way = way;
  }

  /** What is there while a trial lasts. */
  private record Stage(
      OperationServer server,
      Publisher publisher,
      FanOutReceivers receivers,
      FanOutMemory memory) {}

  /** Starts the server, burns in, connects everyone. */
  @Setup(Level.Trial)
  public void open() {
    check();
    OperationServer server = OperationServer.open(Protocol.H1, receivers + FEW);
    try {
      tell(
          "the receivers cannot be set up",
          () -> {
            Stage now = connect(server);
            stage = now;
            burnIn(now.publisher(), now.receivers(), server, burnIn);
          });
    } catch (RuntimeException e) {
      close(server);
      throw e;
    }
  }

  /** What may fail. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void tell(String failure, Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw OperationException.told(failure, e);
    } catch (InterruptedException e) {
      throw OperationServer.interrupted();
    }
  }

  private void check() {
    if (receivers < 1 || receivers > MOST_RECEIVERS) {
      throw OperationException.told(
          "receivers must be 1 to %d, but is %d".formatted(MOST_RECEIVERS, receivers));
    }
    OperationPayload.text(payload);
    DescriptorLimit.ofThisProcess()
        .flatMap(limit -> limit.problemOfConnections(receivers))
        .ifPresent(
            problem -> {
              throw OperationException.told(problem);
            });
  }

  private Stage connect(OperationServer server) throws IOException, InterruptedException {
    server.createFeed(FEED, payload);
    Publisher publisher = Publisher.open(server, FEED, payload);
    try (FanOutReceivers few = connect(server, Math.min(receivers, FEW))) {
      burnIn(publisher, few, server, burnIn.dividedBy(2));
    }
    var memory = FanOutMemory.without(server.control(), receivers);
    FanOutReceivers all = connect(server, receivers);
    if (way == FanOutWay.LONG_POLL) {
      park(all, server);
    }
    memory.readWith(server.control());
    return new Stage(server, publisher, all, memory);
  }

  private FanOutReceivers connect(OperationServer server, int count)
      throws IOException, InterruptedException {
    return FanOutReceivers.connect(way, server.address(), server.feed(FEED), count);
  }

  /** Closed loop, so that both JVMs have compiled what a publish runs through. */
  private void burnIn(
      Publisher publisher, FanOutReceivers listening, OperationServer server, Duration time)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (way == FanOutWay.LONG_POLL) {
        park(listening, server);
      }
      listening.expectNext();
      publisher.send();
      listening.await();
      publisher.confirm();
    }
  }

  /** Sends the long polls that were answered, and waits until the server holds all of them. */
  private static void park(FanOutReceivers listening, OperationServer server)
      throws IOException, InterruptedException {
    listening.park();
    long deadline = System.nanoTime() + PARK.toNanos();
    long parked = server.control().parkedLongPolls();
    while (parked < listening.count()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            String.format(
                Locale.ROOT, "%,d of %,d long polls wait in time", parked, listening.count()));
      }
      listening.readFor(Duration.ofMillis(1));
      parked = server.control().parkedLongPolls();
    }
  }

  /** Lets everyone wait for the next update. */
  @Setup(Level.Iteration)
  public void prepare(IterationParams iteration) {
    measured = iteration.getType() == IterationType.MEASUREMENT;
    tell("the receivers cannot wait for the next update", () -> prepare(stage()));
  }

  private void prepare(Stage now) throws IOException, InterruptedException {
    if (way == FanOutWay.LONG_POLL) {
      park(now.receivers(), now.server());
    }
    now.receivers().readPending();
    before = now.server().control().counters();
    now.receivers().expectNext();
  }

  /** Publishes once and returns when the last receiver has read it; how long that took, in ns. */
  final long publish() {
    Stage now = stage();
    tell(
        "the publish did not reach everyone",
        () -> {
          sentNanos = now.publisher().send();
          spread = now.receivers().await();
        });
    return System.nanoTime() - sentNanos;
  }

  /** Notes the publish. */
  @TearDown(Level.Iteration)
  public void note() {
    FanOutReceivers.Spread read = spread;
    if (read != null) {
      spread = null;
      tell("the publish cannot be noted", () -> note(stage(), read));
    }
  }

  private void note(Stage now, FanOutReceivers.Spread read)
      throws IOException, InterruptedException {
    now.publisher().confirm();
    ServerCounters spent = now.server().control().counters().since(before);
    note(FigureNames.FIRST, "first", read.firstNanos() - sentNanos);
    note(FigureNames.MEDIAN, "median", read.medianNanos() - sentNanos);
    long last = read.lastNanos() - sentNanos;
    note(FigureNames.LAST, "last", last);
    put(FigureNames.PER_RECEIVER, last / receivers);
    put(FigureNames.SERVER_CPU, spent.cpu("serve") + spent.cpu("publish"));
    if (measured) {
      histograms.record(OperationHistograms.LATENCY, last);
    }
    now.memory().put();
  }

  private void note(String figure, String tag, long nanos) {
    put(figure, nanos);
    if (measured) {
      histograms.record(tag, nanos);
    }
  }

  private static void put(String figure, long nanos) {
    OperationFigures.put(figure, nanos / NANOS_PER_MICRO, "us");
  }

  /** Hands the histograms over and ends all. */
  @TearDown(Level.Trial)
  public void close() {
    Stage last = stage;
    if (last == null) {
      return;
    }
    histograms.leave();
    close(last.server());
  }

  private void close(OperationServer server) {
    Stage last = stage;
    stage = null;
    try (server) {
      if (last != null) {
        last.publisher().close();
        last.receivers().close();
      }
    } catch (IOException e) {
      throw OperationException.told("the receivers cannot be closed", e);
    }
  }

  /** The receivers, while a trial lasts. */
  final FanOutReceivers listening() {
    return stage().receivers();
  }

  /** The server, while a trial lasts. */
  final OperationServer server() {
    return stage().server();
  }

  private Stage stage() {
    if (stage == null) {
      throw new IllegalStateException("the fan-out is not set up");
    }
    return stage;
  }

  /** All listen by WebSocket. */
  @State(Scope.Benchmark)
  public static class OfWebSockets extends FanOutState {
    /** Nothing is connected yet. */
    public OfWebSockets() {
      super(FanOutWay.WEB_SOCKET);
    }
  }

  /** All listen by server-sent events. */
  @State(Scope.Benchmark)
  public static class OfEventStreams extends FanOutState {
    /** Nothing is connected yet. */
    public OfEventStreams() {
      super(FanOutWay.SSE);
    }
  }

  /** All wait in a long poll. */
  @State(Scope.Benchmark)
  public static class OfLongPolls extends FanOutState {
    /** Nothing is connected yet. */
    public OfLongPolls() {
      super(FanOutWay.LONG_POLL);
    }
  }
}
