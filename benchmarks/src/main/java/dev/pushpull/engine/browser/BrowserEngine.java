package dev.pushpull.engine.browser;

import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.spec.Engine;
import dev.pushpull.sut.proc.OptionalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Subscribers that are pages of one headless Chromium, each with a network of its own in it. */
public final class BrowserEngine implements PerClientEngine {

  private static final int USUAL_BURSTS = 250;

  private final int bursts;
  private final Supplier<Optional<Path>> program;
  private final List<BrowserSubscriber> subscribers = new CopyOnWriteArrayList<>();
  private @Nullable Chromium chromium; // guarded by this

  /** Compares clocks as closely as is worth its second. */
  public BrowserEngine() {
    this(USUAL_BURSTS, OptionalProgram.CHROMIUM::find);
  }

  /**
   * Compares clocks more or less closely.
   *
   * @param bursts of readings of a page's clock, some ms each, at its start and at its end
   * @param program the Chromium that is started
   */
  public BrowserEngine(int bursts, Supplier<Optional<Path>> program) {
    this.bursts = bursts;
    this.program = program;
  }

  PageClock clock(Page page, long timeoutNanos) throws IOException, InterruptedException {
    return page.clock(bursts, timeoutNanos);
  }

  /** Started when it is first asked for. */
  synchronized Chromium chromium() throws IOException {
    Chromium started = chromium == null ? Chromium.start(program.get()) : chromium;
    chromium = started;
    return started;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a browser cannot listen so
   */
  @Override
  public Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    if (!Engine.BROWSER.supports(order.strategy())) {
      throw new IllegalArgumentException(order.strategy() + " is not made of a browser");
    }
    var subscriber = new BrowserSubscriber(this, order, new ListenerGate(listener));
    subscribers.add(subscriber);
    return subscriber;
  }

  @Override
  public boolean countsBytes() {
    return false;
  }

  @Override
  public boolean seesRefusedStreams() {
    return false;
  }

  @Override
  public long clockUncertaintyNanos() {
    return subscribers.stream().mapToLong(BrowserSubscriber::clockUncertaintyNanos).max().orElse(0);
  }

  @Override
  public synchronized void close() {
    subscribers.forEach(BrowserSubscriber::close);
    if (chromium != null) {
      chromium.close();
    }
  }
}
