package dev.pushpull.target.external;

import dev.pushpull.engine.Carrier;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.target.MeasuredServer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A server that is not ours, as a trial sees it: it tells nothing of itself but its process, if the
 * target file names one on this machine.
 *
 * @param server how clients speak to it
 * @param carrier what they speak
 * @param process its process, if that is here
 */
public record ExternalTarget(
    ExternalServer server, Carrier carrier, Optional<ServerProcess> process)
    implements MeasuredServer {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /**
   * Nothing is sent yet.
   *
   * @throws IOException if the certificates to trust cannot be read
   * @throws IllegalArgumentException if its process does not run
   */
  public static ExternalTarget of(ExternalServer server) throws IOException {
    return new ExternalTarget(
        server, server.carrier(), server.spec().process().map(ServerProcess::of));
  }

  private TargetSpec spec() {
    return server.spec();
  }

  /** Of one host: no instant of its clock is used but those in updates, whose truth knows it. */
  @Override
  public ClockInfo measureClock() {
    return new ClockInfo(0, 0);
  }

  @Override
  public ServerCounters counters() {
    long cpuNanos = process.map(own -> own.cpu().toNanos()).orElse(0L);
    return new ServerCounters(
        System.nanoTime(),
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Map.of("serve", cpuNanos),
        0,
        0,
        0,
        0,
        0,
        0,
        memory().rssBytes());
  }

  @Override
  public boolean tellsCounters() {
    return false;
  }

  @Override
  public boolean tellsCpu() {
    return process.isPresent();
  }

  @Override
  public MemoryReading memory() {
    return new MemoryReading(0, process.map(ServerProcess::residentBytes).orElse(0L));
  }

  @Override
  public ServerInfo info() {
    int usual = "https".equals(spec().url().getScheme()) ? HTTPS_PORT : HTTP_PORT;
    int port = spec().url().getPort();
    return new ServerInfo(spec().process().orElse(null), port == -1 ? usual : port, null);
  }

  @Override
  public boolean isAlone() {
    return false;
  }

  @Override
  public void checkAlive() throws IOException {
    if (died()) {
      throw new IOException("the server's process " + info().pid() + " ended");
    }
  }

  @Override
  public boolean died() {
    return process.isPresent() && !process.get().isAlive();
  }

  @Override
  public Optional<String> lastWords() {
    return Optional.empty();
  }

  @Override
  public void close() {
    server.close();
  }
}
