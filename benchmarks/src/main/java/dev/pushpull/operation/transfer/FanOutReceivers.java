package dev.pushpull.operation.transfer;

import dev.pushpull.operation.wire.WireReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Many raw connections that listen to one feed, all read by the calling thread with a selector and
 * no client library. Every call that waits also answers pings; nothing is read between calls.
 */
public final class FanOutReceivers implements Closeable {

  /**
   * When one publish was read, in ns on {@code System.nanoTime()}.
   *
   * @param firstNanos by the first receiver
   * @param medianNanos by the median receiver
   * @param lastNanos by the last one
   */
  public record Spread(long firstNanos, long medianNanos, long lastNanos) {}

  /** A server's backlog of connections is finite, and a cold one is slow. */
  private static final int CONNECTING_AT_ONCE = 64;

  private static final Duration CONNECT = Duration.ofSeconds(60);
  private static final Duration READ = Duration.ofSeconds(20);
  private static final byte[] NOTHING = {};
  private static final int BUFFER_BYTES = 128 * 1024;
  private static final long MAX_MILLIS_PER_SELECT = 100;

  private final Selector selector;
  private final URI feed;
  private final byte[] firstRequest;
  private final List<Receiver> receivers = new ArrayList<>();

  /** All receivers share it. */
  private final byte[] bytes = new byte[BUFFER_BYTES];

  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private final Consumer<SelectionKey> ready = this::ready;
  private final long[] readNanos;
  private byte[] longPoll = NOTHING;

  private long awaited = 1;
  private int reached;
  private long newest;
  private long updates;
  private long skipped;

  private FanOutReceivers(Selector selector, FanOutTransport transport, URI feed, int count) {
    this.selector = selector;
    this.feed = feed;
    this.firstRequest = transport.request(feed);
    this.readNanos = new long[count];
  }

  /**
   * Connects a few at a time, and waits until each holds the newest update.
   *
   * @throws IOException if one cannot connect, or all take longer than a minute
   */
  static FanOutReceivers connect(
      FanOutTransport transport, InetSocketAddress address, URI feed, int count)
      throws IOException, InterruptedException {
    var receivers = new FanOutReceivers(Selector.open(), transport, feed, count);
    try {
      receivers.connectAll(transport, address);
      return receivers;
    } catch (IOException | InterruptedException | RuntimeException e) {
      receivers.close();
      throw e;
    }
  }

  private void connectAll(FanOutTransport transport, InetSocketAddress address)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + CONNECT.toNanos();
    while (receivers.size() < readNanos.length) {
      SocketChannel channel = SocketChannel.open();
      var receiver = new Receiver(channel, transport.newReader());
      receivers.add(receiver);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(address);
      channel.register(selector, SelectionKey.OP_CONNECT, receiver);
      int most = receivers.size();
      selectUntil(() -> most - reached < CONNECTING_AT_ONCE, deadline, "connected");
    }
    selectUntil(() -> reached == readNanos.length, deadline, "connected");
  }

  /** From here on, reads of a newer version are recorded. Call before it is published. */
  public void expectNext() {
    awaited = newest + 1;
    reached = 0;
  }

  /**
   * Waits until every receiver has read what is expected.
   *
   * @throws IOException if a connection failed, or one did not read it within 20 s
   */
  public Spread await() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READ.toNanos();
    selectUntil(() -> reached == readNanos.length, deadline, "read version " + awaited);
    return new Spread(readNanos[0], readNanos[(reached - 1) / 2], readNanos[reached - 1]);
  }

  /** Sends a long poll for the next version from each receiver that is not waiting already. */
  void park() throws IOException {
    longPoll = FanOutTransport.longPoll(feed, newest);
    for (Receiver receiver : receivers) {
      receiver.ask();
    }
  }

  private void selectUntil(BooleanSupplier done, long deadline, String what)
      throws IOException, InterruptedException {
    while (!done.getAsBoolean()) {
      read(MAX_MILLIS_PER_SELECT);
      if (System.nanoTime() - deadline > 0 && !done.getAsBoolean()) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "only %,d of %,d receivers %s in time",
                reached,
                readNanos.length,
                what));
      }
    }
  }

  /**
   * Reads what has come, pings too.
   *
   * @param millis how long to wait where nothing has; 0 for not at all
   */
  void read(long millis) throws IOException, InterruptedException {
    try {
      if (millis == 0) {
        selector.selectNow(ready);
      } else {
        selector.select(ready, millis);
      }
    } catch (UncheckedIOException e) {
      throw new IOException("a receiver failed: " + e.getMessage(), e);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void ready(SelectionKey key) {
    try {
      ((Receiver) key.attachment()).ready(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** How many receivers. */
  public int count() {
    return readNanos.length;
  }

  /** Messages with an update that all of them read so far. */
  public long updates() {
    return updates;
  }

  /** How often a receiver skipped or repeated a version. */
  public long skipped() {
    return skipped;
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      for (Receiver receiver : receivers) {
        receiver.close();
      }
    }
  }

  /** One connection: the version that it holds, and an incomplete message. */
  private final class Receiver implements WireReader.Receiver, Closeable {

    private final SocketChannel channel;
    private final WireReader reader;
    private byte[] begun = NOTHING;
    private long held;
    private boolean asks;

    Receiver(SocketChannel channel, WireReader reader) {
      this.channel = channel;
      this.reader = reader;
    }

    /** Handles the next event of its connection: sends the first request, or reads. */
    void ready(SelectionKey key) throws IOException {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        send(firstRequest);
      } else {
        read();
      }
    }

    /** Sends the long poll, unless one is pending. */
    void ask() throws IOException {
      if (!asks) {
        asks = true;
        send(longPoll);
      }
    }

    /** Writes a request or a pong, for which an idle socket has room. */
    private void send(byte[] sent) throws IOException {
      if (channel.write(ByteBuffer.wrap(sent)) < sent.length) {
        throw new IOException("the socket's send buffer has no room for " + sent.length + " bytes");
      }
    }

    private void read() throws IOException {
      buffer.clear();
      buffer.put(begun);
      if (channel.read(buffer) < 0) {
        throw new EOFException("the server closed the connection");
      }
      int to = buffer.position();
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
    public void update(byte[] message, int from, int to) throws IOException {
      long version = WireReader.version(message, from, to);
      long before = held;
      held = Math.max(held, version);
      asks = false;
      updates++;
      newest = Math.max(newest, version);
      if (before > 0 && version != before + 1) {
        skipped++;
      }
      if (before < awaited && version >= awaited) {
        readNanos[reached++] = System.nanoTime();
      }
    }

    @Override
    public void reply(byte[] pong) throws IOException {
      send(pong);
    }

    @Override
    public void waitOver() throws IOException {
      asks = false;
      ask();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
