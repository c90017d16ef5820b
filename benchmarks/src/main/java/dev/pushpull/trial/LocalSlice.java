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
import java.util.function.IntFunction;
import java.util.function.Supplier;

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
   * @param probes one for each client
   * @param feeds what each client listens to
   * @param engine makes the clients
   * @param nothing makes meters that have metered nothing
   */
  protected LocalSlice(
      TrialSpec spec,
      List<P> probes,
      List<URI> feeds,
      BiFunction<FleetOrder, IntFunction<P>, F> engine,
      Supplier<M> nothing) {
    var order = new FleetOrder(spec.strategy(), feeds, ForkLife.TIMEOUT);
    this.spec = spec;
    this.probes = probes;
    this.clients = engine.apply(order, probes::get);
    this.result = new SliceResult<>(nothing);
  }

  /** What its clients experienced in a window, or in a part of one. */
  public abstract M meter(T told, Window window);

  /** Adds its clients' whole life. */
  public abstract void addLife(LifeTotals life, T told);

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
  public M measure(T told, Window window, ClientTotals open, ClientTotals close) {
    M meters = meter(told, window);
    result.add(meters, open, close);
    return meters;
  }

  @Override
  public SliceResult<M> result(T told) {
    addLife(result.life(), told);
    return result;
  }

  @Override
  public void close() {
    clients.close();
  }
}
