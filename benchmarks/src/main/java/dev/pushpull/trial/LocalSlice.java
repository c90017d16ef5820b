package dev.pushpull.trial;

import dev.pushpull.engine.ClientFleet;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.schedule.Window;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.verdict.ClientTotals;
import dev.pushpull.verdict.LifeTotals;
import java.util.List;
import java.util.function.Supplier;

/** A slice whose clients run in this JVM. */
public abstract class LocalSlice<T, M extends Meters> implements Slice<T, M> {

  private final ClientFleet clients;
  private final SliceResult<M> result;
  private final ThreadTimes threads = new ThreadTimes();

  public LocalSlice(ClientFleet clients, Supplier<M> nothing) {
    this.clients = clients;
    this.result = new SliceResult<>(nothing);
  }

  public ClientFleet clients() {
    return clients;
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
