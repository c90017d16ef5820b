package dev.pushpull.engine.netty;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.AnswerHead;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects an answer. Filled by the event loop, waited for by another thread. */
final class WholeAnswer implements Incoming {

  private static final byte[] NOTHING = {};

  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Runnable onHead;
  private final int maxBytes;
  private @Nullable AnswerHead head;
  private byte[] body = NOTHING;

  /**
   * @param onHead called when its head is there
   * @param maxBytes the most that its body may have
   */
  WholeAnswer(Runnable onHead, int maxBytes) {
    this.onHead = onHead;
    this.maxBytes = maxBytes;
  }

  /**
   * Waits for it.
   *
   * @throws IOException if it did not come whole
   */
  Answer get(long timeoutNanos) throws IOException, InterruptedException, TimeoutException {
    try {
      return answer.get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  /** Calls one of these on the event loop, once it is there or it is known that it will not be. */
  void whenComplete(Consumer<Answer> then, Consumer<IOException> otherwise) {
    var _ =
        answer.whenComplete(
            (whole, why) -> {
              if (why == null) {
                then.accept(whole);
              } else {
                otherwise.accept(Failures.of(why));
              }
            });
  }

  @Override
  public void head(AnswerHead head) {
    this.head = head;
    onHead.run();
  }

  @Override
  public void body(ByteBuf part) throws IOException {
    body = joined(body, part, maxBytes);
  }

  /**
   * Bytes and what follows them.
   *
   * @throws IOException if that is more than may be
   */
  static byte[] joined(byte[] before, ByteBuf part, int maxBytes) throws IOException {
    if (before.length + part.readableBytes() > maxBytes) {
      throw new IOException("the answer is larger than %d bytes".formatted(maxBytes));
    }
    int at = before.length;
    int more = part.readableBytes();
    byte[] both = at == 0 ? new byte[more] : Arrays.copyOf(before, at + more);
    part.readBytes(both, at, more);
    return both;
  }

  @Override
  public void end() {
    AnswerHead told = head;
    if (told == null) {
      failed(new IOException("an answer without a head"));
    } else {
      answer.complete(new Answer(told, body));
    }
  }

  @Override
  public void failed(IOException why) {
    answer.completeExceptionally(why);
  }
}
