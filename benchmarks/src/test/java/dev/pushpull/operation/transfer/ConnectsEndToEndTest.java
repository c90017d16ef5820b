package dev.pushpull.operation.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.operation.fork.Operation;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.spec.Protocol;
import org.junit.jupiter.api.Test;

class ConnectsEndToEndTest {

  private static final int TIMES = 5;
  private static final String FEED = "f";

  @Test
  void resumedHandshakesShowNoCertificate() throws Exception {
    try (var server = OperationServer.open(Protocol.H1_TLS, 50)) {
      server.createFeed(FEED, 64);
      for (boolean webSocket : new boolean[] {false, true}) {
        var full = new Connects(server, FEED, webSocket, false);
        ByteCounts fullBytes = connect(full);
        assertThat(full.fullHandshakes()).isEqualTo(2 * TIMES);
        var resumed = new Connects(server, FEED, webSocket, true);
        ByteCounts resumedBytes = connect(resumed);
        assertThat(resumed.fullHandshakes()).isEqualTo(1);
        assertThat(resumedBytes.down()).isLessThan(fullBytes.down());
      }
    }
  }

  @Test
  void anUpgradeTakesTheConnectionOpenedBefore() throws Exception {
    try (var server = OperationServer.open(Protocol.H1, 50);
        var batch = new UpgradeBatch(server, FEED, TIMES)) {
      server.createFeed(FEED, 64);
      batch.prepare();
      long opened = server.control().counters().connectionsOpened();
      for (int i = 0; i < TIMES; i++) {
        assertThat(batch.once()).isEqualTo(1);
      }
      assertThat(server.control().counters().connectionsOpened()).isEqualTo(opened);
      batch.drain();
      ByteCounts withFrames = batch.bytes().orElseThrow();
      batch.prepare();
      for (int i = 0; i < TIMES; i++) {
        batch.once();
      }
      batch.drain();
      assertThat(batch.bytes()).contains(withFrames);
    }
  }

  private static ByteCounts connect(Connects connects) throws Exception {
    try (Operation client = connects.client();
        Operation floor = connects.floor().orElseThrow().open()) {
      for (int i = 0; i < TIMES; i++) {
        client.once();
        floor.once();
      }
      ByteCounts before = client.bytes().orElseThrow();
      for (int i = 0; i < TIMES; i++) {
        client.once();
      }
      return client.bytes().orElseThrow().minus(before);
    }
  }
}
