package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.ServerFixture;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not read: they cost a message of memory, and what they miss is counted. */
@Timeout(60)
final class ConflationTest {

  private static final int UPDATES = 2_000;
  private static final String PAYLOAD = "x".repeat(20_000);

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  @AutoClose private final RawClient client = new RawClient(fixture.server.port(), 4_096);

  ConflationTest() throws Exception {}

  @Test
  void aWebSocketThatIsNotReadSkipsVersionsAndEachIsCounted() throws Exception {
    client.upgrade(PATH);
    checkAccounts(() -> client.frame().payload());
  }

  @Test
  void anEventStreamThatIsNotReadSkipsVersionsAndEachIsCounted() throws Exception {
    client.exchange("GET", PATH, "Accept: text/event-stream");
    checkAccounts(
        () -> {
          String event = client.chunk();
          return event.substring(event.indexOf('{'), event.length() - 2);
        });
  }

  private void checkAccounts(Callable<String> nextDocument) throws Exception {
    var versions = new ArrayList<Long>();
    versions.add(version(nextDocument.call()));
    long heapBefore = fixture.json("POST", "/gc", "").get("heapUsedBytes").longValue();
    for (int i = 0; i < UPDATES; i++) {
      fixture.feed.publish(PAYLOAD);
    }
    long heapAfter = fixture.json("POST", "/gc", "").get("heapUsedBytes").longValue();
    assertThat(heapAfter - heapBefore).isLessThan(UPDATES * PAYLOAD.length() / 4);
    while (versions.getLast() < UPDATES + 1) {
      versions.add(version(nextDocument.call()));
    }
    assertThat(versions).isSorted().doesNotHaveDuplicates();
    fixture.awaitCounter("updatesSent", versions.size());
    assertThat(fixture.counter("conflated")).isEqualTo(skipped(versions)).isPositive();
    assertThat(versions.size() + skipped(versions)).isEqualTo(UPDATES + 1);
  }

  private static long skipped(List<Long> versions) {
    long skipped = 0;
    for (int i = 1; i < versions.size(); i++) {
      skipped += versions.get(i) - versions.get(i - 1) - 1;
    }
    return skipped;
  }

  private static long version(String document) throws Exception {
    Update update = UpdateJson.decode(document.getBytes(StandardCharsets.UTF_8));
    return update.version();
  }

  @Test
  void aClientThatReadsSlowlyDelaysNobody() throws Exception {
    client.upgrade(PATH);
    try (var quick = fixture.connect().upgrade(PATH)) {
      quick.frame();
      for (int i = 0; i < 200; i++) {
        fixture.feed.publish(PAYLOAD);
        assertThat(version(quick.frame().payload())).isEqualTo(i + 2);
      }
    }
  }
}
