package dev.pushpull.client.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.FirstUpdate;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A page of a browser. It keeps its polls' times by itself, with a browser's timers. */
final class BrowserSubscriber implements Subscriber {

  private static final CompletableFuture<JsonNode> NOTHING =
      CompletableFuture.completedFuture(NullNode.getInstance());

  private final BrowserStack browser;
  private final SubscriberOrder order;
  private final ListenerGate listener;
  private final FirstUpdate first = new FirstUpdate();
  private final ToldEvents told;
  private final long timeoutNanos;
  private volatile @Nullable Page page;
  private volatile CompletableFuture<JsonNode> rest = NOTHING;
  private PageClock clock = new PageClock(0, 0);
  private volatile long clockUncertaintyNanos;

  BrowserSubscriber(BrowserStack browser, SubscriberOrder order, ListenerGate listener) {
    this.browser = browser;
    this.order = order;
    this.listener = listener;
    this.told = new ToldEvents(listener, first);
    this.timeoutNanos = order.timeout().toNanos();
  }

  @Override
  public void connect() throws IOException, InterruptedException {
    try {
      String origin = order.feed().resolve("/").toString();
      Page opened =
          Page.open(
              browser.chromium().tools(),
              origin.substring(0, origin.length() - 1),
              told::batch,
              told::gone);
      page = opened;
      DevTools.await(told.ready(), timeoutNanos, "opening the page");
      clock = browser.clock(opened, timeoutNanos);
      clockUncertaintyNanos = clock.uncertaintyNanos();
      told.useClock(clock);
      String made = "globalThis.made = subscriber(" + pageOrder() + "); void made.connect()";
      DevTools.await(opened.run(made), timeoutNanos, "connecting");
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

  private String pageOrder() {
    ObjectNode asked = DevTools.params().put("url", order.feed().getRawPath());
    switch (order.strategy()) {
      case Strategy.Poll poll ->
          asked
              .put("kind", "poll")
              .put("intervalMs", intervalNanos(poll) / 1e6)
              .put("conditional", poll.conditional());
      case Strategy.LongPoll _ ->
          asked.put("kind", "long-poll").put("waitSeconds", order.longPollWait().toSeconds());
      case Strategy.ServerSentEvents _ -> asked.put("kind", "sse");
      case Strategy.WebSocket _ -> asked.put("kind", "websocket");
    }
    return asked.toString();
  }

  private static long intervalNanos(Strategy.Poll poll) {
    if (poll.pace() instanceof Pace.Fixed fixed) {
      return fixed.interval().toNanos();
    }
    throw BrowserStack.refused(poll);
  }

  @Override
  public void start(PollSchedule schedule) {
    Page opened = page;
    if (opened != null && order.strategy() instanceof Strategy.Poll poll) {
      told.useTicks(schedule.firstNanos(), intervalNanos(poll));
      var _ =
          opened
              .run("made.start(" + clock.toPageMillis(schedule.firstNanos()) + ")")
              .whenComplete((_, failure) -> tellOf(failure));
    }
  }

  private void tellOf(@Nullable Throwable failure) {
    if (failure != null) {
      listener.onFailure("the page does not poll: " + failure.getMessage());
    }
  }

  @Override
  public void stop() {
    Page opened = page;
    if (opened != null) {
      rest = opened.run("made.rest()");
    }
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    try {
      rest.get(timeoutNanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    }
  }

  @Override
  public void close() {
    Page opened = page;
    page = null;
    if (opened != null) {
      endOrderly(opened);
      listener.close();
      opened.close();
    }
    listener.close();
  }

  /** What cannot be ended in order ends with the browser. */
  private void endOrderly(Page opened) {
    try {
      if (told.isOpen()) {
        DevTools.await(opened.run("made.close()"), timeoutNanos, "closing");
        clockUncertaintyNanos = clock.uncertaintyNanosUntil(browser.clock(opened, timeoutNanos));
      }
    } catch (IOException e) {
      listener.onFailure(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isConnected() {
    return page != null && told.isOpen();
  }

  /** None: a browser does not tell what goes over its sockets. */
  @Override
  public ByteCounts bytes() {
    return ByteCounts.ZERO;
  }

  /** How far off the instants are that were told. */
  long clockUncertaintyNanos() {
    return clockUncertaintyNanos;
  }
}
