package dev.pushpull.client.browser;

import dev.pushpull.client.ClientStack;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.proc.OptionalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Subscribers that are pages, each in a headless Chromium of its own. */
public final class BrowserStack implements ClientStack {

  private final Path program;
  private final List<BrowserSubscriber> subscribers = new CopyOnWriteArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @throws IOException if the machine has no Chromium
   */
  public BrowserStack() throws IOException {
    this.program =
        OptionalProgram.CHROMIUM.find().orElseThrow(() -> new IOException(Chromium.NONE));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a browser cannot listen so
   */
  @Override
  public Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    if (!Engine.BROWSER.supports(order.strategy())) {
      throw refused(order.strategy());
    }
    var subscriber = new BrowserSubscriber(program, order, new ListenerGate(listener));
    subscribers.add(subscriber);
    return subscriber;
  }

  static IllegalArgumentException refused(Strategy strategy) {
    return new IllegalArgumentException(strategy + " is not made of a browser");
  }

  @Override
  public boolean countsBytes() {
    return false;
  }

  @Override
  public long clockUncertaintyNanos() {
    return subscribers.stream().mapToLong(BrowserSubscriber::clockUncertaintyNanos).max().orElse(0);
  }

  @Override
  public void close() {
    subscribers.forEach(BrowserSubscriber::close);
  }
}
