package dev.pushpull.sut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Connections that one thread reads and forgets: the least that receivers can cost. */
final class Receivers implements AutoCloseable {

  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_EVERY_NANOS = 200_000;

  private final List<SocketChannel> channels;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);
  private final Thread thread = new Thread(this::read, "receivers");

  private long expected;

  /** Touched by the receiving thread only, as {@link #read} goes. */
  private long reading;

  private volatile long lastReadNanos;
  private volatile long bytes;

  /**
   * Begins to read.
   *
   * @param channels connected ones
   * @param bytesToIgnore how much is still to be read from them all that no message is
   */
  Receivers(List<SocketChannel> channels, long bytesToIgnore) throws IOException {
    this.channels = channels;
    this.reading = -bytesToIgnore;
    this.bytes = -bytesToIgnore;
    for (SocketChannel channel : channels) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
    thread.setDaemon(true);
    thread.start();
  }

  int count() {
    return channels.size();
  }

  /**
   * Waits until each connection has got a message more.
   *
   * @param messageBytes of each
   * @return when the last byte was read
   */
  long awaitMessage(int messageBytes) {
    expected += (long) messageBytes * channels.size();
    long startNanos = System.nanoTime();
    while (bytes < expected) {
      if (System.nanoTime() - startNanos > MAX_NANOS) {
        throw new AssertionError("read %d B of %d B".formatted(bytes, expected));
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    if (bytes > expected) {
      throw new AssertionError("read %d B, and expected %d B".formatted(bytes, expected));
    }
    return lastReadNanos;
  }

  private void read() {
    try {
      while (selector.isOpen()) {
        selector.select(this::read);
        lastReadNanos = System.nanoTime();
        bytes = reading;
      }
    } catch (IOException | RuntimeException e) {
      // Closed; whoever waits sees that nothing comes.
    }
  }

  private void read(SelectionKey key) {
    try {
      buffer.clear();
      int count = ((SocketChannel) key.channel()).read(buffer);
      if (count < 0) {
        key.cancel();
      } else {
        reading += count;
      }
    } catch (IOException e) {
      key.cancel();
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
