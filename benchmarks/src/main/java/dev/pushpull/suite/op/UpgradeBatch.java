package dev.pushpull.suite.op;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.okhttp.EchoSocket;
import dev.pushpull.client.okhttp.SingleDevice;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Connections that were each opened by a poll, ready to be upgraded. One thread. */
final class UpgradeBatch implements Operation {

  private final OperationServer server;
  private final String feed;
  private final List<SingleDevice> devices = new ArrayList<>();
  private final ArrayDeque<SingleDevice> waiting = new ArrayDeque<>();
  private final List<EchoSocket> upgraded = new ArrayList<>();

  UpgradeBatch(OperationServer server, String feed) {
    this.server = server;
    this.feed = feed;
  }

  /** Closes the previous ones, and opens new ones. */
  void prepare(int count) throws IOException {
    close();
    for (int i = 0; i < count; i++) {
      var device = new SingleDevice(server.carrier(), server.feed(feed));
      device.poll();
      devices.add(device);
      waiting.add(device);
    }
  }

  /** Upgrades the next one: from the request until the JMH thread has the 101. */
  @Override
  public long once() throws IOException, InterruptedException {
    SingleDevice device = waiting.remove();
    EchoSocket socket = device.webSocket();
    upgraded.add(socket);
    socket.awaitOpened();
    if (device.connections() != 1) {
      throw new IOException("an upgrade did not use the connection that was opened for it");
    }
    return 1;
  }

  /** Waits until each has its first frame, so that bytes and server CPU include all of them. */
  void awaitFirstFrames() throws IOException, InterruptedException {
    for (EchoSocket socket : upgraded) {
      socket.awaitBeyond(0);
    }
  }

  ByteCounts bytes() {
    return devices.stream().map(SingleDevice::bytes).reduce(ByteCounts.ZERO, ByteCounts::plus);
  }

  @Override
  public void close() {
    upgraded.forEach(EchoSocket::close);
    devices.forEach(SingleDevice::close);
    upgraded.clear();
    devices.clear();
    waiting.clear();
  }
}
