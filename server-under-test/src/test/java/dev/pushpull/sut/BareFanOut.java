package dev.pushpull.sut;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

/**
 * What the operating system costs: as many threads as the server has for it write one constant to
 * each of many sockets, and do nothing else. A process of its own, which ends with its trigger's
 * connection; its first line is its port.
 *
 * <pre>
 *   trigger ── one byte ──> thread 1 ── write ──> half of the receivers
 *                           thread 2 ── write ──> the others
 * </pre>
 */
final class BareFanOut {

  private BareFanOut() {}

  /**
   * Takes the trigger's connection first, then the receivers'.
   *
   * @param arguments how many receivers and bytes of a message
   */
  public static void main(String[] arguments) throws Exception {
    int receivers = Integer.parseInt(arguments[0]);
    int messageBytes = Integer.parseInt(arguments[1]);
    int threads = ServerConfig.defaults().limits().ioThreads();
    try (ServerSocketChannel acceptor = ServerSocketChannel.open()) {
      acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
      System.out.println(acceptor.socket().getLocalPort());
      SocketChannel trigger = acceptor.accept();
      var shares = new ArrayList<List<SocketChannel>>();
      for (int i = 0; i < threads; i++) {
        shares.add(new ArrayList<>());
      }
      for (int i = 0; i < receivers; i++) {
        shares.get(i % threads).add(accept(acceptor));
      }
      var start = new CyclicBarrier(threads);
      for (int i = 1; i < threads; i++) {
        write(shares.get(i), messageBytes, start);
      }
      serve(trigger, shares.getFirst(), messageBytes, start);
    }
    System.exit(0);
  }

  private static SocketChannel accept(ServerSocketChannel acceptor) throws IOException {
    SocketChannel channel = acceptor.accept();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    return channel;
  }

  private static void serve(
      SocketChannel trigger, List<SocketChannel> share, int messageBytes, CyclicBarrier start)
      throws Exception {
    var signal = ByteBuffer.allocateDirect(1);
    ByteBuffer message = ByteBuffer.allocateDirect(messageBytes);
    while (trigger.read(signal.clear()) > 0) {
      start.await();
      writeToAll(share, message);
    }
  }

  private static void write(List<SocketChannel> share, int messageBytes, CyclicBarrier start) {
    var thread =
        new Thread(
            () -> {
              ByteBuffer message = ByteBuffer.allocateDirect(messageBytes);
              try {
                while (true) {
                  start.await();
                  writeToAll(share, message);
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            "writer");
    thread.setDaemon(true);
    thread.start();
  }

  private static void writeToAll(List<SocketChannel> share, ByteBuffer message) throws IOException {
    for (SocketChannel channel : share) {
      message.clear();
      while (message.hasRemaining()) {
        channel.write(message); // Its buffer in the kernel holds hundreds of these.
      }
    }
  }
}
