package dev.pushpull.suite.op;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.wire.ServerCounters;
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
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * The server, the receivers and the publisher of a {@link FanOut}, and what is recorded of each
 * publish. All calls come from JMH's one worker thread.
 */
@State(Scope.Benchmark)
public abstract class FanOutState {

  private static final String FEED = "fan-out";
  private static final int MOST_RECEIVERS = 20_000;
  private static final int FEW = 16;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final Duration PARK = Duration.ofSeconds(20);

  /** How many receivers. */
  @Param({"1", "10", "100", "1000", "5000"})
  public String receivers = "";

  /** Bytes of each update's payload. */
  @Param("64")
  public String payload = "";

  /** The protocol: only {@code h1}, since the receivers are raw sockets. */
  @Param("h1")
  public String protocol = "h1";

  /** Duration of the burn-in at full size; before it, half as long at a small size. */
  Duration burnIn = Duration.ofSeconds(2);

  private final FanOutWay way;
  private final Latencies latencies = new Latencies();
  private final Allocation allocation = new Allocation();
  private @Nullable Stage stage;
  private ServerCounters before = ServerCounters.NONE;
  private int count;
  private long sentNanos;
  private FanOutReceivers.@Nullable Spread spread;

  private FanOutState(FanOutWay way) {
    this.way = way;
  }

  /** What exists during a trial. */
  private record Stage(
      OperationServer server,
      Publisher publisher,
      FanOutReceivers receivers,
      FanOutMemory memory) {}

  /** Starts the server, burns in, connects all receivers. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) {
    OperationParams.operation(benchmark);
    open();
  }

  /** The same, without JMH. */
  final void open() {
    count = count(receivers);
    int payloadBytes = OperationParams.payload(payload);
    OperationServer server = OperationServer.open(protocol(protocol), count + FEW);
    try {
      tell(
          "the receivers cannot be set up",
          () -> {
            Stage now = connect(server, payloadBytes);
            stage = now;
            burnIn(now.publisher(), now.receivers(), server, burnIn);
          });
    } catch (RuntimeException e) {
      close(server);
      throw e;
    }
  }

  /** Something that may fail. */
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

  /** Closes everything if it fails, since JMH then runs no tear-down. */
  private void orEnd(String failure, Work work) {
    try {
      tell(failure, work);
    } catch (RuntimeException e) {
      close(stage().server());
      throw e;
    }
  }

  private static Protocol protocol(String text) {
    if (!text.equals(Protocol.H1.toString())) {
      throw OperationException.told(
          "protocol must be h1 for a fan-out (its receivers are raw sockets), but is '%s'"
              .formatted(text));
    }
    return Protocol.H1;
  }

  private static int count(String text) {
    int count = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > MOST_RECEIVERS) {
      throw OperationException.told(
          "receivers must be 1 to %d, but is '%s'".formatted(MOST_RECEIVERS, text));
    }
    var problem = DescriptorLimit.ofThisProcess().flatMap(l -> l.problemOfConnections(count));
    if (problem.isPresent()) {
      throw OperationException.told(problem.get());
    }
    return count;
  }

  private Stage connect(OperationServer server, int payloadBytes)
      throws IOException, InterruptedException {
    server.createFeed(FEED, payloadBytes);
    Publisher publisher = Publisher.open(server, FEED, payloadBytes);
    try {
      return connect(server, publisher);
    } catch (IOException | InterruptedException | RuntimeException e) {
      publisher.close();
      throw e;
    }
  }

  private Stage connect(OperationServer server, Publisher publisher)
      throws IOException, InterruptedException {
    try (FanOutReceivers few = listen(server, Math.min(count, FEW))) {
      burnIn(publisher, few, server, burnIn.dividedBy(2));
    }
    var memory = FanOutMemory.without(server.control(), count);
    FanOutReceivers all = listen(server, count);
    try {
      if (way == FanOutWay.LONG_POLL) {
        park(all, server);
      }
      memory.readWith(server.control());
      return new Stage(server, publisher, all, memory);
    } catch (IOException | InterruptedException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private FanOutReceivers listen(OperationServer server, int howMany)
      throws IOException, InterruptedException {
    return FanOutReceivers.connect(way, server.address(), server.feed(FEED), howMany);
  }

  /** Closed loop, so that both JVMs have compiled the code of a publish. */
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

  /** Sends the answered long polls again, and waits until the server has parked all of them. */
  private static void park(FanOutReceivers listening, OperationServer server)
      throws IOException, InterruptedException {
    listening.park();
    long deadline = System.nanoTime() + PARK.toNanos();
    long parked = server.control().counters().parked();
    while (parked < listening.count()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "only %,d of %,d long polls were parked in time",
                parked,
                listening.count()));
      }
      listening.readFor(Duration.ofMillis(1));
      parked = server.control().counters().parked();
    }
  }

  /** Makes all receivers wait for the next update. */
  @Setup(Level.Iteration)
  public void prepare(IterationParams iteration) {
    latencies.begin(iteration);
    orEnd("the receivers cannot listen for the next update", () -> prepare(stage()));
  }

  private void prepare(Stage now) throws IOException, InterruptedException {
    if (way == FanOutWay.LONG_POLL) {
      park(now.receivers(), now.server());
    }
    now.receivers().readPending();
    before = now.server().control().counters();
    now.receivers().expectNext();
    allocation.begin();
  }

  /** Publishes once, waits until the last receiver has read it, and returns the time in ns. */
  final long publish() {
    Stage now = stage();
    orEnd(
        "the publish did not reach all receivers",
        () -> {
          sentNanos = now.publisher().send();
          spread = now.receivers().await();
        });
    return System.nanoTime() - sentNanos;
  }

  /** Records the publish. */
  @TearDown(Level.Iteration)
  public void note() {
    FanOutReceivers.Spread read = spread;
    if (read != null) {
      allocation.end();
      spread = null;
      orEnd("the publish cannot be recorded", () -> note(stage(), read));
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
    put(FigureNames.PER_RECEIVER, last / count);
    put(FigureNames.SERVER_CPU, spent.cpu("serve") + spent.cpu("publish"));
    latencies.track(Latencies.LATENCY).record(last);
    allocation.put(1);
    latencies.end();
    now.memory().put();
  }

  private void note(String figure, String tag, long nanos) {
    put(figure, nanos);
    latencies.track(tag).record(nanos);
  }

  private static void put(String figure, long nanos) {
    OperationFigures.put(figure, nanos / NANOS_PER_MICRO, "us");
  }

  /** Writes the histograms and closes everything. */
  @TearDown(Level.Trial)
  public void close() {
    Stage last = stage;
    if (last == null) {
      return;
    }
    try {
      latencies.close();
    } finally {
      close(last.server());
    }
  }

  private void close(OperationServer server) {
    Stage last = stage;
    stage = null;
    try (server) {
      if (last != null) {
        try (Publisher _ = last.publisher();
            FanOutReceivers _ = last.receivers()) {
          // Close all of them, even if one fails.
        }
      }
    } catch (IOException e) {
      throw OperationException.told("the receivers cannot be closed", e);
    }
  }

  /** The receivers, during a trial. */
  final FanOutReceivers listening() {
    return stage().receivers();
  }

  /** The server, during a trial. */
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
