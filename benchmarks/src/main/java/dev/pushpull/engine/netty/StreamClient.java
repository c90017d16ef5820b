package dev.pushpull.engine.netty;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.thread.Backoff;
import dev.pushpull.sut.wire.MalformedUpdateException;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that receives updates over a connection that stays open, and opens it again after a loss
 * with {@linkplain Backoff growing waits}, until it is stopped.
 */
abstract class StreamClient extends NettyClient {

  private final Backoff backoff = new Backoff();
  private @Nullable Future<?> next; // to be opened again
  private @Nullable Future<?> limit; // for the opening
  private byte @Nullable [] refusal; // the body of an answer that opens nothing
  private @Nullable AnswerHead refusing;
  private long startedNanos;
  private boolean skipped;
  private boolean asking; // from the request to the end of its stream
  private volatile boolean open;

  StreamClient(NettyDevice device) {
    super(device);
  }

  /** What asks for the stream. */
  abstract Request request();

  /**
   * Looks at an answer of the status that is to open the stream.
   *
   * @throws IOException if it does not
   */
  abstract void check(AnswerHead head) throws IOException;

  /** The status that opens the stream. */
  abstract int opening();

  @Override
  final void open() {
    next = null;
    asking = true;
    startedNanos = System.nanoTime();
    refusal = null;
    limit =
        device.loop.schedule(this::tooLate, device.order.timeout().toNanos(), TimeUnit.NANOSECONDS);
    prepare(() -> device.ask(request(), this), this::lost);
  }

  private void tooLate() {
    limit = null;
    if (asking && !open) {
      lost(Failures.timeout());
    }
  }

  private void inTime() {
    if (limit != null) {
      limit.cancel(false);
      limit = null;
    }
  }

  @Override
  public void head(AnswerHead head) {
    device.noteAnswer();
    device.listener.onExchange(
        Exchange.since(startedNanos, head.status(), Exchange.Kind.OPEN_STREAM));
    if (head.status() != opening()) {
      refusing = head;
      refusal = new byte[0];
      return;
    }
    try {
      check(head);
      inTime();
      open = true;
      backoff.reset();
      lookWhetherReady();
    } catch (IOException e) {
      lost(e);
    }
  }

  @Override
  public void body(ByteBuf part) throws IOException {
    if (refusal != null) {
      refusal = WholeAnswer.joined(refusal, part, feed.maxBytes());
    }
  }

  @Override
  public void end() {
    if (refusal != null && refusing != null) {
      skipped |= feed.refused(new Answer(refusing, refusal));
      lost(new IOException("unexpected status " + refusing.status()));
    } else {
      lost(new IOException("the server ended the event stream"));
    }
  }

  @Override
  public void failed(IOException why) {
    lost(why);
  }

  /** What reads a message. */
  @FunctionalInterface
  interface Reading {
    /** Throws if it is no update. */
    void read() throws MalformedUpdateException;
  }

  /** Something came: an update, or something that should have been. */
  final void read(Reading reading) {
    try {
      reading.read();
      lookWhetherReady();
    } catch (MalformedUpdateException e) {
      tell(e);
    }
  }

  /** Connecting ends once all is there that it waits for. */
  final void lookWhetherReady() {
    if (feed.isReady()) {
      arrived();
    }
  }

  /** The stream is over without having been asked to. */
  final void lost(IOException why) {
    if (!asking) {
      return;
    }
    asking = false;
    inTime();
    boolean wasOpen = open;
    open = false;
    over();
    tell(why);
    if (feed.maxBytes() < Integer.MAX_VALUE) {
      device.cutNow(); // A server that is not ours may send without an end.
    }
    device.close(() -> {}); // Over HTTP/2 the connection outlives its stream.
    boolean kept = skipped; // What is kept can be had.
    skipped = false;
    if (!kept && !hasArrived()) {
      failedToConnect(why);
    } else if (!isStopping()) {
      if (wasOpen) {
        device.listener.onReconnect();
      }
      long wait = Math.max(backoff.nextNanos(), feed.pauseNanos());
      next = device.loop.schedule(this::open, wait, TimeUnit.NANOSECONDS);
    }
  }

  /** The stream that was asked for is over. */
  void over() {}

  @Override
  final void cease() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  /** A stream has nothing in flight. */
  @Override
  final CompletableFuture<Void> quiet() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  final void end(CompletableFuture<Void> done) {
    boolean wasOpen = open;
    asking = false;
    open = false;
    inTime();
    if (wasOpen) {
      endOpen(done);
    } else {
      device.close(() -> done.complete(null));
    }
  }

  /** Ends an open stream in the orderly way of its protocol. */
  void endOpen(CompletableFuture<Void> done) {
    device.close(() -> done.complete(null));
  }

  @Override
  final boolean isConnected() {
    return open;
  }
}
