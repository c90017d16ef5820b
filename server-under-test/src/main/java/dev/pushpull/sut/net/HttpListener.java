package dev.pushpull.sut.net;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * A port that speaks HTTP, with threads, limits and counts of its own. Its threads' names begin
 * with the listener's name, which tells their CPU time apart. Safe from any thread.
 */
public final class HttpListener {

  /** Connections beyond the limit that still get an answer before they are closed. */
  private static final int ANSWERED_BEYOND_LIMIT = 128;

  private static final int SWEEPS_PER_IDLE_TIMEOUT = 4;
  private static final int BACKLOG = 4096;

  /** For handlers that block. */
  private static final int WORKER_THREADS = 2;

  private final ListenerLimits limits;
  private final ListenerCounts counts;
  private final XnioWorker worker;
  private final ProtocolSelector serving;
  private final ProtocolSelector refusing;
  private final AcceptingChannel<StreamConnection> acceptor;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  /**
   * Opens a port.
   *
   * @param name what its threads are called
   * @param address where to listen; port 0 takes any free one
   * @param transport what it speaks
   * @param ioThreads threads that read and write
   * @param handler called on an IO thread for each request
   * @throws IOException if the address is in use or not this machine's
   */
  public HttpListener(
      String name,
      InetSocketAddress address,
      Transport transport,
      int ioThreads,
      ListenerLimits limits,
      ListenerCounts counts,
      HttpHandler handler)
      throws IOException {
    if (address.isUnresolved()) {
      throw new UnknownHostException("unknown host '" + address.getHostString() + "'");
    }
    this.limits = limits;
    this.counts = counts;
    this.serving = new ProtocolSelector(transport, limits, counts, handler);
    this.refusing = new ProtocolSelector(transport, limits, counts, this::refuse);
    this.worker =
        Xnio.getInstance(Undertow.class.getClassLoader())
            .createWorker(workerOptions(name, ioThreads));
    ChannelListener<AcceptingChannel<StreamConnection>> accept =
        ChannelListeners.openListenerAdapter(this::accept);
    try {
      this.acceptor = worker.createStreamConnectionServer(address, accept, socketOptions());
    } catch (IOException | RuntimeException e) {
      worker.shutdownNow();
      throw e;
    }
    sweepIdle();
    acceptor.resumeAccepts();
  }

  private static OptionMap workerOptions(String name, int ioThreads) {
    return OptionMap.builder()
        .set(Options.WORKER_NAME, name)
        .set(Options.WORKER_IO_THREADS, ioThreads)
        .set(Options.WORKER_TASK_CORE_THREADS, WORKER_THREADS)
        .set(Options.WORKER_TASK_MAX_THREADS, WORKER_THREADS)
        .set(Options.THREAD_DAEMON, true)
        .getMap();
  }

  private OptionMap socketOptions() {
    return OptionMap.builder()
        .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.BALANCING_TOKENS, 1)
        .set(Options.BALANCING_CONNECTIONS, 2)
        .set(Options.BACKLOG, BACKLOG)
        .getMap();
  }

  private void accept(StreamConnection channel) {
    var connection = new Connection(channel, counts);
    counts.connectionsOpened().increment();
    int open = counts.connectionsOpen().incrementAndGet();
    connections.add(connection);
    channel.setCloseListener(_ -> forget(connection)); // Undertow adds its own after it.
    if (open > limits.maxConnections() + ANSWERED_BEYOND_LIMIT) {
      IoUtils.safeClose(channel);
    } else {
      connection.count();
      (open > limits.maxConnections() ? refusing : serving).take(channel, connection);
    }
  }

  private void forget(Connection connection) {
    if (connections.remove(connection)) {
      counts.connectionsOpen().decrementAndGet();
    }
  }

  private void refuse(HttpServerExchange exchange) throws ProblemException {
    exchange.setPersistent(false);
    String detail =
        "the limit of %d connections is reached; try again later"
            .formatted(limits.maxConnections());
    throw new ProblemException(new Problem(503, detail).with(Headers.RETRY_AFTER, "1"));
  }

  private void sweepIdle() {
    long everyMillis = limits.idleTimeout().toMillis() / SWEEPS_PER_IDLE_TIMEOUT;
    worker
        .getIoThread()
        .executeAtInterval(
            () ->
                connections.stream()
                    .filter(connection -> connection.isIdleFor(SWEEPS_PER_IDLE_TIMEOUT))
                    .forEach(Connection::close),
            everyMillis,
            TimeUnit.MILLISECONDS);
  }

  /** The port that it listens on. */
  public int port() {
    return acceptor.getLocalAddress(InetSocketAddress.class).getPort();
  }

  /** Takes no new connection; those that are open stay. */
  public void stopAccepting() {
    IoUtils.safeClose(acceptor);
  }

  /**
   * Closes the port, waits for open connections to end by themselves, closes the others and ends
   * the threads.
   *
   * @param graceMillis how long to wait for each of the two
   */
  public void close(long graceMillis) {
    stopAccepting();
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMillis);
    try {
      while (!connections.isEmpty() && System.nanoTime() - deadlineNanos < 0) {
        Thread.sleep(5);
      }
      connections.forEach(Connection::close);
      worker.shutdown();
      if (!worker.awaitTermination(graceMillis, TimeUnit.MILLISECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
