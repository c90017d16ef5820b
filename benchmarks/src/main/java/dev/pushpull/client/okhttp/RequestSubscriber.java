package dev.pushpull.client.okhttp;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.FirstUpdate;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.Worker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What polling and long polling share: a worker that sends one request after the other. */
abstract sealed class RequestSubscriber implements Subscriber
    permits PollSubscriber, LongPollSubscriber {

  private final String name;
  private final Device device;
  private final ListenerGate listener;
  private final long timeoutNanos;
  private final FirstUpdate first = new FirstUpdate();
  private @Nullable Worker worker;

  /** Used by the worker alone. */
  final Fetcher fetcher;

  RequestSubscriber(
      String name, Device device, Fetcher fetcher, ListenerGate listener, long timeoutNanos) {
    this.name = name;
    this.device = device;
    this.listener = listener;
    this.timeoutNanos = timeoutNanos;
    this.fetcher = fetcher;
  }

  /** What the worker does once the first update is held. */
  abstract void afterFirst(Worker self) throws InterruptedException;

  @Override
  public final void connect() throws IOException, InterruptedException {
    work(this::run);
    try {
      first.await(timeoutNanos);
    } catch (IOException e) {
      listener.closeFailed(e);
      close();
      throw e;
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }

  private void run(Worker self) throws InterruptedException {
    try {
      fetcher.first();
    } catch (IOException e) {
      first.failed(e);
      return;
    }
    first.arrived();
    afterFirst(self);
  }

  final void work(Worker.Task task) {
    worker = Worker.start(name, task);
  }

  @Override
  public final void stop() {
    if (worker != null) {
      worker.stop();
    }
  }

  @Override
  public final boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    return worker == null || worker.awaitEnd(timeoutNanos);
  }

  @Override
  public final void close() {
    listener.close();
    if (worker != null) {
      worker.abort(timeoutNanos);
    }
    device.close();
  }

  @Override
  public final boolean isConnected() {
    return device.isConnected();
  }

  @Override
  public final ByteCounts bytes() {
    return device.total();
  }
}
