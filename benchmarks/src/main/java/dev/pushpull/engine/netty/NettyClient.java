package dev.pushpull.engine.netty;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.Subscription;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One simulated client: a device and what it does with it. Everything happens on the device's event
 * loop; the public part may be called by any thread, and does not wait.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is told by the handlers.
abstract class NettyClient implements Incoming {

  /** Its connection. */
  final NettyDevice device;

  /** What it asks, and what it holds. */
  final Subscription feed;

  private final CompletableFuture<Void> held = new CompletableFuture<>();
  private boolean failureTold;
  private volatile boolean stopping; // at once: what is published after a stop is not asked for
  private boolean closed;

  NettyClient(NettyDevice device) {
    this.device = device;
    this.feed = device.subscription;
  }

  /** Opens the connection by a first request. */
  abstract void open();

  /** Asks for all that comes before anything else can be asked. */
  final void prepare(Runnable then, Consumer<IOException> otherwise) {
    Optional<Request> next = feed.before();
    if (next.isEmpty()) {
      then.run();
      return;
    }
    long startedNanos = System.nanoTime();
    Request request = next.get();
    var whole = new WholeAnswer(device::noteAnswer, feed.maxBytes());
    device.ask(request, whole);
    var limit =
        device.loop.schedule(
            () -> {
              device.abandon();
              whole.failed(Failures.timeout());
            },
            device.order.timeout().toNanos(),
            TimeUnit.NANOSECONDS);
    whole.whenComplete(
        answer -> {
          limit.cancel(false);
          Optional<IOException> refused = feed.read(answer, request).failure();
          device.listener.onExchange(
              Exchange.since(startedNanos, answer.status(), Exchange.Kind.PREPARE));
          if (refused.isPresent()) {
            otherwise.accept(refused.get());
          } else {
            prepare(then, otherwise);
          }
        },
        otherwise);
  }

  /** Polls as a schedule says, if it is one that polls. */
  void poll(PollSchedule schedule) {}

  /** Sends nothing more. */
  abstract void cease();

  /** Completed once nothing is in flight any more; asked for after {@link #cease}. */
  abstract CompletableFuture<Void> quiet();

  /** Ends all, and completes the future then. */
  abstract void end(CompletableFuture<Void> done);

  /** Whether the connection is open (and, for a stream, established) now. From any thread. */
  abstract boolean isConnected();

  /**
   * Connects: completes once an update is held, or fails by a reason in one line, which the
   * listener was told too; the client is closed then.
   */
  final CompletableFuture<Void> connect() {
    device.loop.execute(
        () -> {
          if (!closed) {
            var limit =
                device.loop.schedule(
                    this::tooLate, device.order.timeout().toNanos(), TimeUnit.NANOSECONDS);
            held.whenComplete((_, _) -> limit.cancel(false));
            open();
          }
        });
    return held;
  }

  private void tooLate() {
    long millis = device.order.timeout().toMillis();
    giveUp(new IOException("cannot connect: no update within " + millis + " ms"));
  }

  /** An update is held. */
  final void arrived() {
    held.complete(null);
  }

  /** Whether one arrived. */
  final boolean hasArrived() {
    return held.isDone() && !held.isCompletedExceptionally();
  }

  /** No update will come, if none came before. */
  final void failedToConnect(IOException why) {
    giveUp(new IOException("cannot connect: " + device.listener.shown(why), why));
  }

  private void giveUp(IOException why) {
    if (held.isDone()) {
      return;
    }
    if (!failureTold) {
      tell(why);
    }
    held.completeExceptionally(why);
    abandon();
  }

  /** Tells of a failure, in one line without the exception's name. */
  final void tell(IOException why) {
    failureTold = true;
    device.listener.onFailure(Reason.of(why));
  }

  /** Cuts all off at once; nothing is told any more. From any thread. */
  final void abandon() {
    device.onLoop(
        () -> {
          stopping = true;
          device.listener.close();
          closed = true;
          cease();
          device.cut();
        });
  }

  final void start(PollSchedule schedule) {
    device.onLoop(() -> poll(schedule));
  }

  final void stop() {
    stopping = true;
    device.onLoop(this::cease);
  }

  /** Whether it is to send nothing more; on its loop. */
  final boolean isStopping() {
    return stopping;
  }

  final CompletableFuture<Void> awaitQuiet() {
    var whole = new CompletableFuture<Void>();
    device.onLoop(() -> quiet().whenComplete((_, _) -> whole.complete(null)));
    return whole;
  }

  /** Ends all connections in the orderly way; nothing is told after. */
  final CompletableFuture<Void> close() {
    var done = new CompletableFuture<Void>();
    device.onLoop(
        () -> {
          if (closed) {
            done.complete(null);
            return;
          }
          closed = true;
          stopping = true;
          device.listener.close();
          cease();
          end(done);
        });
    return done;
  }

  final ByteCounts bytes() {
    return device.bytes.total();
  }
}
