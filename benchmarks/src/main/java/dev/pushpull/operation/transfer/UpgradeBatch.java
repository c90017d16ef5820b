package dev.pushpull.operation.transfer;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.okhttp.EchoSocket;
import dev.pushpull.engine.okhttp.SingleDevice;
import dev.pushpull.operation.fork.Operation;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Upgrades connections that were each opened by a poll; a new batch before each iteration. */
public final class UpgradeBatch implements Operation {

  private final OperationServer server;
  private final String feed;
  private final int count;
  private final List<SingleDevice> devices = new ArrayList<>();
  private final List<EchoSocket> upgraded = new ArrayList<>();

  /**
   * @param feed its name at the server
   * @param count how many are upgraded in an iteration
   */
  public UpgradeBatch(OperationServer server, String feed, int count) {
    this.server = server;
    this.feed = feed;
    this.count = count;
  }

  /** Closes the previous ones, and opens new ones. */
  @Override
  public void prepare() {
    close();
    try {
      for (int i = 0; i < count; i++) {
        var device = new SingleDevice(server.carrier(), server.feed(feed));
        device.poll();
        devices.add(device);
      }
    } catch (IOException e) {
      throw OperationException.told("cannot open a connection to upgrade", e);
    }
  }

  /** Upgrades the next one: from the request until the JMH thread has the 101. */
  @Override
  public long once() throws IOException, InterruptedException {
    SingleDevice device = devices.get(upgraded.size());
    EchoSocket socket = device.webSocket();
    upgraded.add(socket);
    socket.awaitOpened();
    if (device.connections() != 1) {
      throw new IOException("an upgrade did not use the connection that was opened for it");
    }
    return 1;
  }

  /** Waits until each has its first frame, so that bytes and server CPU include all of them. */
  @Override
  public void drain() throws IOException, InterruptedException {
    for (EchoSocket socket : upgraded) {
      socket.awaitBeyond(0);
    }
  }

  @Override
  public Optional<ByteCounts> bytes() {
    return Optional.of(
        devices.stream().map(SingleDevice::bytes).reduce(ByteCounts.ZERO, ByteCounts::plus));
  }

  @Override
  public void close() {
    upgraded.forEach(EchoSocket::close);
    devices.forEach(SingleDevice::close);
    upgraded.clear();
    devices.clear();
  }
}
