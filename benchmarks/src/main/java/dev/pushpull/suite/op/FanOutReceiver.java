package dev.pushpull.suite.op;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * One connection of {@link FanOutReceivers}: the version that it holds, and an incomplete message.
 */
final class FanOutReceiver implements WireReader.Receiver, Closeable {

  private static final byte[] NOTHING = {};

  private final FanOutReceivers all;
  private final SocketChannel channel;
  private final WireReader reader;
  private byte[] begun = NOTHING;
  private long held;
  private boolean asks;

  private FanOutReceiver(FanOutReceivers all, SocketChannel channel, WireReader reader) {
    this.all = all;
    this.channel = channel;
    this.reader = reader;
  }

  /** Begins to connect; the selector's key has the receiver attached. */
  static FanOutReceiver connecting(
      FanOutReceivers all, Selector selector, InetSocketAddress address, WireReader reader)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(address);
      var receiver = new FanOutReceiver(all, channel, reader);
      channel.register(selector, SelectionKey.OP_CONNECT, receiver);
      return receiver;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Handles the next event of its connection: sends the first request, or reads. */
  void ready(SelectionKey key) throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      send(all.firstRequest());
    } else {
      read(all.buffer(), all.bytes());
    }
  }

  /** Sends a long poll, unless one is pending. */
  void ask(byte[] longPoll) throws IOException {
    if (!asks) {
      asks = true;
      send(longPoll);
    }
  }

  /** Writes a request or a pong, for which an idle socket has room. */
  private void send(byte[] bytes) throws IOException {
    if (channel.write(ByteBuffer.wrap(bytes)) < bytes.length) {
      throw new IOException("the socket's send buffer has no room for " + bytes.length + " bytes");
    }
  }

  private void read(ByteBuffer shared, byte[] bytes) throws IOException {
    shared.clear();
    shared.put(begun);
    if (channel.read(shared) < 0) {
      throw new EOFException("the server closed the connection");
    }
    int to = shared.position();
    int from = 0;
    int length = -1;
    while (length != 0 && from < to) {
      length = reader.read(bytes, from, to, this);
      from += length;
    }
    if (from == 0 && to == bytes.length) {
      throw new IOException("a message is longer than " + bytes.length + " bytes");
    }
    begun = from == to ? NOTHING : Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public void update(byte[] bytes, int from, int to) throws IOException {
    long version = WireReader.version(bytes, from, to);
    long before = held;
    held = Math.max(held, version);
    asks = false;
    all.updated(before, version);
  }

  @Override
  public void reply(byte[] bytes) throws IOException {
    send(bytes);
  }

  @Override
  public void waitOver() throws IOException {
    asks = false;
    ask(all.longPoll());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
