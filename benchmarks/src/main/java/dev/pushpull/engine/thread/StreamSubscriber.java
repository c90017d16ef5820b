package dev.pushpull.engine.thread;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.Subscription;
import dev.pushpull.sut.wire.MalformedUpdateException;
import java.io.IOException;

/**
 * A subscriber that receives updates over an {@link UpdateStream}. Its worker opens the stream,
 * stays in it, and after a loss opens it again with {@linkplain Backoff growing waits}, until it is
 * stopped.
 */
public final class StreamSubscriber extends ConnectingSubscriber {

  private final String name;
  private final UpdateStream stream;
  private final ByteCounter bytes;
  private final Subscription feed;

  private final Backoff backoff = new Backoff();
  private volatile Worker worker = Worker.NONE;
  private volatile boolean open;
  private volatile boolean closing;
  private volatile boolean skipped;

  /**
   * @param name of its thread
   * @param stream opened by {@link #connect}
   * @param feed reads the stream's messages
   * @param listener notified of everything
   * @param bytes counts the stream's sockets
   * @param timeoutNanos for {@code connect}, and for the closing handshake
   */
  public StreamSubscriber(
      String name,
      UpdateStream stream,
      Subscription feed,
      ListenerGate listener,
      ByteCounter bytes,
      long timeoutNanos) {
    super(listener, timeoutNanos);
    this.name = name;
    this.stream = stream;
    this.bytes = bytes;
    this.feed = feed;
  }

  @Override
  protected void open() {
    worker = Worker.start(name, this::run);
  }

  private void run(Worker self) throws InterruptedException {
    try {
      do {
        IOException loss = listen();
        boolean wasOpen = open;
        open = false;
        if (!goesOn(self, loss)) {
          return;
        }
        if (wasOpen) {
          listener.onReconnect();
        }
      } while (self.sleepUntil(
          System.nanoTime() + Math.max(backoff.nextNanos(), feed.pauseNanos())));
    } finally {
      open = false;
      failed(new IOException("closed"));
    }
  }

  /** Stays in the stream until it is over, and says how that came. */
  private IOException listen() throws InterruptedException {
    try {
      return new IOException(stream.listen(new Told()));
    } catch (IOException e) {
      return e;
    }
  }

  private boolean goesOn(Worker self, IOException loss) {
    if (closing) {
      return false;
    }
    listener.onFailure(loss);
    if (skipped) {
      skipped = false;
      return !self.isStopping(); // What is kept can be had.
    }
    failed(loss);
    return hasArrived() && !self.isStopping();
  }

  @Override
  public void stop() {
    worker.stop();
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) {
    return true;
  }

  @Override
  public void close() {
    closing = true;
    stop();
    endOrderly();
    worker.abort(timeoutNanos);
    listener.close();
  }

  private void endOrderly() {
    try {
      if (open && stream.requestClose()) {
        worker.awaitEnd(timeoutNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isConnected() {
    return open;
  }

  @Override
  public ByteCounts bytes() {
    return bytes.total();
  }

  private interface Reading {
    void read() throws MalformedUpdateException;
  }

  /** Passes on what the stream tells; the gate keeps the order. */
  private final class Told implements UpdateStream.Events {

    @Override
    public void answered(Exchange exchange) {
      listener.onExchange(exchange);
    }

    @Override
    public void opened() {
      open = true;
      backoff.reset();
      lookWhetherReady();
    }

    private void lookWhetherReady() {
      if (feed.isReady()) {
        arrived();
      }
    }

    @Override
    public void message(byte[] document) {
      read(() -> feed.message(document));
    }

    @Override
    public void event(String type, byte[] data) {
      read(() -> feed.event(type, data));
    }

    @Override
    public void binary(byte[] message) {
      read(() -> feed.binary(message));
    }

    private void read(Reading reading) {
      try {
        reading.read();
        lookWhetherReady();
      } catch (MalformedUpdateException e) {
        listener.onFailure(e);
      }
    }

    @Override
    public void failed(String failure) {
      listener.onFailure(failure);
    }

    @Override
    public void refused(Answer answer) {
      skipped = feed.refused(answer);
    }
  }
}
