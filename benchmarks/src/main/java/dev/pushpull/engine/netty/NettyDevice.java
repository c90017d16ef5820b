package dev.pushpull.engine.netty;

import static java.util.Objects.requireNonNull;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.engine.thread.Device;
import dev.pushpull.engine.thread.ListenerGate;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What one client has for itself: its connection, one at a time, its TLS sessions, its bytes. Used
 * on its event loop, save where it says otherwise.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is told by the handlers.
final class NettyDevice extends Device {

  /** How long an orderly close may wait for a server that does not answer. */
  private static final long PATIENCE_MILLIS = 1_000;

  /** Its loop, on which all that it tells is told. */
  final EventLoop loop;

  private final Sockets sockets;
  private final long callTimeoutNanos;
  private @Nullable SSLContext tls;
  private @Nullable Socket socket;
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean open;

  /**
   * Of a client that is not connected yet.
   *
   * @param callTimeout from asking to the end of the answer, for those who wait
   */
  NettyDevice(
      Sockets sockets,
      EventLoop loop,
      Carrier carrier,
      SubscriberOrder order,
      Duration callTimeout,
      ListenerGate listener,
      ByteCounter bytes) {
    super(carrier, order, listener, bytes);
    this.sockets = sockets;
    this.loop = loop;
    this.callTimeoutNanos = callTimeout.toNanos();
  }

  /** {@inheritDoc} From any thread but its loop's. */
  @Override
  public Answer call(Request request) throws IOException {
    var whole = new WholeAnswer(this::noteAnswer, subscription.maxBytes());
    loop.execute(() -> ask(request, whole));
    try {
      return whole.get(callTimeoutNanos);
    } catch (TimeoutException | InterruptedException e) {
      loop.execute(this::abandon);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw Failures.timeout();
    }
  }

  @Override
  public int opened() {
    return opened.get();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** {@inheritDoc} Nothing is read from it once this returns. */
  @Override
  public boolean cut() {
    boolean was = open;
    if (loop.inEventLoop()) {
      cutNow();
    } else {
      loop.submit(this::cutNow).syncUninterruptibly();
    }
    return was;
  }

  @Override
  public void close() {
    var closed = new CompletableFuture<Void>();
    loop.execute(() -> close(() -> closed.complete(null)));
    closed.join(); // It is closed in PATIENCE_MILLIS at the latest.
  }

  /** Does it on its loop: now, if this is it. */
  void onLoop(Runnable does) {
    if (loop.inEventLoop()) {
      does.run();
    } else {
      loop.execute(does);
    }
  }

  /** Sends a request on the open connection, or else on a new one. */
  void ask(Request request, Incoming to) {
    Socket now = socket;
    if (now == null || !now.connection.isReady()) {
      connect(request, to);
    } else {
      now.connection.send(request, to);
    }
  }

  private void connect(Request request, Incoming to) {
    close(() -> {}); // It takes no further request.
    var next = new Socket();
    socket = next;
    next.connect(request, to);
  }

  /** Gives up what is in flight. */
  void abandon() {
    if (socket != null) {
      socket.abandon();
    }
  }

  /** Tells of the connection's TLS, once; with the first answer on it. */
  void noteAnswer() {
    if (socket != null) {
      socket.tellTls();
    }
  }

  /** Ends the connection at once, whatever the server still sends. */
  void cutNow() {
    if (socket != null) {
      socket.cut();
    }
  }

  /**
   * Ends the connection in the orderly way: says that nothing more comes, reads and counts what the
   * server still sends until it says so too, and then closes.
   *
   * @param then called once it is closed
   */
  void close(Runnable then) {
    Socket now = socket;
    socket = null;
    if (now == null) {
      then.run();
    } else {
      now.end(then);
    }
  }

  /** One connection, from connect to close. */
  private final class Socket extends ChannelHandlerAdapter {

    final Connection connection;
    private @Nullable SocketChannel channel;
    private @Nullable SslHandler secured;
    private @Nullable Incoming waiting; // until it is open
    private boolean tlsTold;

    Socket() {
      connection = carrier.protocol().isHttp2() ? new H2Connection() : new H1Connection();
    }

    void connect(Request request, Incoming to) {
      waiting = to;
      URI feed = order.feed();
      int port = feed.getPort() < 0 ? (carrier.protocol().isTls() ? 443 : 80) : feed.getPort();
      try {
        var address = new InetSocketAddress(InetAddress.getByName(feed.getHost()), port);
        ChannelFuture connecting = connect(address);
        if (connecting.channel() instanceof SocketChannel made) {
          channel = made;
        }
        connecting.addListener(result -> onLoop(() -> connected(result, address, request)));
      } catch (UnknownHostException e) {
        refused(e);
      }
    }

    private ChannelFuture connect(InetSocketAddress address) {
      var bootstrap =
          new Bootstrap()
              .group(loop)
              .channelFactory(sockets.channels())
              .option(ChannelOption.TCP_NODELAY, true)
              .option(
                  ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(order.timeout().toMillis()))
              .handler(this);
      if (order.source().isEmpty()) {
        return bootstrap.connect(address);
      }
      if (sockets == Sockets.EPOLL) {
        // One port can serve towards several servers, and again soon after it was used.
        bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
      }
      return bootstrap.connect(address, new InetSocketAddress(order.source().get(), 0));
    }

    /** Once the channel has its loop, before it connects. */
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      Channel made = ctx.channel();
      made.pipeline().remove(this);
      made.pipeline().addLast(new ByteMeter(bytes));
      if (carrier.tls().isPresent()) {
        var handler =
            new SslHandler(newTls()) {
              @Override
              public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause)
                  throws Exception {
                refused(Failures.of(cause));
                super.exceptionCaught(ctx, cause);
              }
            };
        handler.setHandshakeTimeoutMillis(order.timeout().toMillis());
        secured = handler;
        made.pipeline().addLast(handler);
      }
      switch (connection) {
        case H1Connection h1 -> made.pipeline().addLast(h1);
        case H2Connection h2 -> h2.addTo(made.pipeline());
      }
    }

    private SSLEngine newTls() {
      if (tls == null) {
        tls = carrier.tls().orElseThrow().newContext();
      }
      SSLEngine engine = tls.createSSLEngine(order.feed().getHost(), order.feed().getPort());
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      // Both or one, as OkHttp offers them.
      parameters.setApplicationProtocols(
          carrier.protocol().isHttp2()
              ? new String[] {"h2", "http/1.1"}
              : new String[] {"http/1.1"});
      if (carrier.tls().orElseThrow().checksNames()) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
      }
      engine.setSSLParameters(parameters);
      return engine;
    }

    private void connected(Future<?> result, InetSocketAddress address, Request request) {
      if (!result.isSuccess()) {
        String from = order.source().map(source -> " from " + source).orElse("");
        refused(Failures.ofConnect("Failed to connect to " + address + from, result.cause()));
        return;
      }
      requireNonNull(channel).closeFuture().addListener(_ -> lost());
      opened.incrementAndGet();
      listener.onConnectionOpened();
      if (secured == null) {
        ready(request);
      } else {
        secured.handshakeFuture().addListener(shaken -> handshaken(shaken, request));
      }
    }

    private void handshaken(Future<? super Channel> result, Request request) {
      if (!result.isSuccess()) {
        refused(
            result.cause() instanceof ClosedChannelException
                ? new IOException("Remote host terminated the handshake", result.cause())
                : Failures.of(result.cause()));
        return;
      }
      try {
        String chosen = secured == null ? "" : secured.engine().getApplicationProtocol();
        carrier.checkVersion("h2".equals(chosen), chosen.isEmpty() ? "http/1.1" : chosen);
        ready(request);
      } catch (IOException e) {
        refused(e);
      }
    }

    private void ready(Request request) {
      Incoming to = waiting;
      waiting = null;
      if (to != null && socket == this) {
        open = true;
        connection.send(request, to);
      }
    }

    private void refused(IOException why) {
      Incoming to = waiting;
      waiting = null;
      if (channel != null) {
        channel.close();
      }
      if (to != null) {
        to.failed(why);
      }
    }

    /** It was open; who waits for a handshake hears of it there. */
    private void lost() {
      if (socket == this || socket == null) {
        open = false;
      }
    }

    void abandon() {
      if (waiting != null) {
        waiting = null;
        if (channel != null) {
          channel.close();
        }
      } else {
        connection.abandon();
        open = connection.isReady();
      }
    }

    void tellTls() {
      if (secured != null && !tlsTold) {
        tlsTold = true;
        SSLSession session = secured.engine().getSession();
        listener.onSecured(
            new TlsFacts(
                session.getProtocol(),
                session.getCipherSuite(),
                secured.engine().getApplicationProtocol()));
      }
    }

    void cut() {
      if (channel != null && channel.isOpen()) {
        channel.config().setSoLinger(0);
        // Not by the pipeline: TLS would say goodbye.
        channel.unsafe().close(channel.unsafe().voidPromise());
      }
    }

    void end(Runnable then) {
      waiting = null;
      connection.forget();
      open = false;
      SocketChannel closing = channel;
      if (closing == null || !closing.isActive()) {
        if (closing != null) {
          closing.close(); // It may be connecting yet.
        }
        then.run();
        return;
      }
      var impatience =
          closing
              .eventLoop()
              .schedule(() -> closing.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      closing
          .closeFuture()
          .addListener(
              _ -> {
                impatience.cancel(false);
                then.run();
              });
      if (secured == null) {
        closing.shutdownOutput();
      } else {
        secured.closeOutbound().addListener(_ -> closing.shutdownOutput());
      }
    }
  }
}
