package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.metric.RequirementCheck.Outcome;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import java.util.List;
import okhttp3.Request;

/**
 * Asks a log feed for all that follows the version held, by several requests where one answer does
 * not hold it. Where that is kept no longer, which is told as a failure, it resumes from the oldest
 * that is. Used by one thread at a time.
 */
final class LogFetcher extends Fetcher {

  private boolean hasMore;

  LogFetcher(Device device) {
    super(device);
  }

  @Override
  Request plain() {
    return device.after(heldVersion()).build();
  }

  @Override
  Request.Builder conditional() {
    return validated(device.after(heldVersion()));
  }

  /** What the other answers bring came with the first one's tick. */
  @Override
  Outcome ask(Request request, long dueNanos, long startedNanos, Exchange.Kind kind) {
    hasMore = false;
    Outcome outcome = super.ask(request, dueNanos, startedNanos, kind);
    while (hasMore) {
      hasMore = false;
      long now = System.nanoTime();
      outcome = super.ask(plain(), now, now, kind);
    }
    return outcome;
  }

  @Override
  boolean saysWhatIsHeld(Request request) {
    return true;
  }

  @Override
  List<Update> decode(byte[] document) throws MalformedUpdateException {
    LogPage page = LogPage.decode(document);
    hasMore = page.hasMore();
    return page.updates();
  }

  @Override
  void refused(int status, byte[] body) {
    if (status == Gone.STATUS) {
      long oldest = Gone.oldest(body).orElse(0);
      hasMore = oldest > heldVersion() + 1;
      hold(oldest - 1);
    }
  }
}
