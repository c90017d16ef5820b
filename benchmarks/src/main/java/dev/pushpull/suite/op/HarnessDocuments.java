package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.OperationParams;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Updates and their documents for {@link HarnessCost}, each different. */
@State(Scope.Thread)
public class HarnessDocuments {

  private static final int COUNT = 256; // a power of two
  private static final int SEED = 1;

  /** Bytes of each payload. */
  @Param({"64", "16384"})
  public String payload = "";

  private final Update[] updates = new Update[COUNT];
  private final byte[][] documents = new byte[COUNT][];
  private int next;

  /** Makes them, seeded. */
  @Setup
  public void draw() {
    int length = OperationParams.payload(payload);
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < COUNT; i++) {
      long dueNanos = random.nextLong(1L << 50);
      long publishedNanos = dueNanos + random.nextLong(1L << 20);
      String text = text(random, length);
      updates[i] =
          new Update("feed-" + i, random.nextLong(1, 1L << 20), publishedNanos, dueNanos, text);
      documents[i] = UpdateJson.encode(updates[i]);
    }
  }

  private static String text(SplittableRandom random, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt('a', 'z' + 1));
    }
    return text.toString();
  }

  Update nextUpdate() {
    return updates[next++ & (COUNT - 1)];
  }

  byte[] nextDocument() {
    return documents[next++ & (COUNT - 1)];
  }
}
