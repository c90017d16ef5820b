package dev.pushpull.trial;

import dev.pushpull.engine.ClientFleet;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.verdict.ClientCounts;
import dev.pushpull.verdict.ClientTotals;
import dev.pushpull.verdict.LifeTotals;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A slice whose clients run in this JVM.
 *
 * @param <F> what an engine makes of them
 * @param <P> what records one of them
 */
public abstract class LocalSlice<F extends ClientFleet, P extends ClientCounts, T, M extends Meters>
    implements Slice<T, M> {

  /** How long the last of what the server sent may be on its way. */
  protected static final Duration ARRIVAL = Duration.ofSeconds(3);

  /** Whose strategy and seeds are used. */
  public final TrialSpec spec;

  /** The clients as the engine made them. */
  public final F clients;

  /** What each of them experiences, by its number in the slice. */
  public final List<P> probes;

  private final SliceResult<M> result;
  private final ThreadTimes threads = new ThreadTimes();

  /**
   * Clients that are not connected yet.
   *
   * @param probe the number of a client → what records it
   * @param feed what a client listens to
   * @param engine makes the clients
   * @param nothing makes meters that have metered nothing
   */
  protected LocalSlice(
      TrialSpec spec,
      int clients,
      IntFunction<P> probe,
      Function<P, URI> feed,
      BiFunction<FleetOrder, IntFunction<P>, F> engine,
      Supplier<M> nothing) {
    this.spec = spec;
    this.probes = IntStream.range(0, clients).mapToObj(probe).toList();
    List<URI> feeds = probes.stream().map(feed).toList();
    var order =
        new FleetOrder(
            spec.strategy(), feeds, ForkLife.TIMEOUT, spec.setup().sourceAddresses().each());
    this.clients = engine.apply(order, probes::get);
    this.result = new SliceResult<>(nothing);
  }

  /** What its clients experienced in a window, or in a part of one. */
  public abstract M meter(T records, Window window);

  /** Adds its clients' whole life. */
  public abstract void addLife(LifeTotals life, T records);

  @Override
  public List<String> connect(ConnectRamp ramp) throws InterruptedException {
    return clients.connect(ramp);
  }

  @Override
  public long connected() {
    return clients.connected();
  }

  @Override
  public ClientTotals totals() {
    return ClientTotals.of(clients.bytes(), threads);
  }

  @Override
  public M measure(T records, Window window, ClientTotals open, ClientTotals close) {
    M meters = meter(records, window);
    result.add(meters, open, close);
    return meters;
  }

  @Override
  public SliceResult<M> result(T records) {
    addLife(result.life, records);
    return result;
  }

  @Override
  public void close() {
    clients.close();
  }
}
