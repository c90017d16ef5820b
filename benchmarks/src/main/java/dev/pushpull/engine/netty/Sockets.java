package dev.pushpull.engine.netty;

import dev.pushpull.spec.Transport;
import dev.pushpull.sut.text.Reason;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What event loops and sockets are made of, for each transport that there is. */
@SuppressWarnings("ImmutableEnumChecker") // its functions never change
enum Sockets {
  EPOLL(EpollIoHandler::newFactory, EpollSocketChannel::new, Epoll::unavailabilityCause),
  IO_URING(IoUringIoHandler::newFactory, IoUringSocketChannel::new, IoUring::unavailabilityCause),
  NIO(NioIoHandler::newFactory, NioSocketChannel::new, () -> null);

  private final Supplier<IoHandlerFactory> loops;

  private final ChannelFactory<SocketChannel> channels;

  private final Supplier<@Nullable Throwable> missing;

  Sockets(
      Supplier<IoHandlerFactory> loops,
      ChannelFactory<SocketChannel> channels,
      Supplier<@Nullable Throwable> missing) {
    this.loops = loops;
    this.channels = channels;
    this.missing = missing;
  }

  /**
   * Those of a transport.
   *
   * @throws IOException if this machine does not have it
   */
  static Sockets of(Transport transport) throws IOException {
    Sockets asked =
        switch (transport) {
          case AUTO -> EPOLL.missing.get() == null ? EPOLL : NIO;
          case EPOLL -> EPOLL;
          case IO_URING -> IO_URING;
          case NIO -> NIO;
        };
    Throwable reason = asked.missing.get();
    if (reason != null) {
      throw new IOException(
          "transport %s is not available here: %s; use another, such as --transport epoll"
              .formatted(transport, Reason.of(reason)),
          reason);
    }
    return asked;
  }

  IoHandlerFactory loops() {
    return loops.get();
  }

  ChannelFactory<SocketChannel> channels() {
    return channels;
  }
}
