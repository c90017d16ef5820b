package dev.pushpull.target.external;

import dev.pushpull.engine.Carrier;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.proc.ProcessFacts;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.target.MeasuredServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A server that is not ours, as a trial sees it: it tells nothing of itself but its process, if the
 * target file names one on this machine.
 *
 * @param server how clients speak to it
 * @param carrier what they speak
 */
public record ExternalTarget(ExternalServer server, Carrier carrier) implements MeasuredServer {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /**
   * Nothing is sent yet.
   *
   * @throws IOException if the certificates to trust cannot be read, or its process is not there
   */
  public static ExternalTarget of(ExternalServer server) throws IOException {
    Optional<Long> process = server.spec().process();
    if (process.isPresent() && ProcessHandle.of(process.get()).isEmpty()) {
      throw new IOException("process: there is no process " + process.get() + " on this machine");
    }
    return new ExternalTarget(server, server.carrier());
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
    long cpuNanos =
        spec()
            .process()
            .flatMap(ProcessHandle::of)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(Duration::toNanos)
            .orElse(0L);
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
    return spec().process().isPresent();
  }

  @Override
  public MemoryReading memory() {
    long resident =
        spec().process().stream()
            .flatMapToLong(pid -> ProcessFacts.residentBytes(pid).stream())
            .findFirst()
            .orElse(0);
    return new MemoryReading(0, resident);
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
    Optional<Long> process = spec().process();
    if (process.isPresent() && ProcessHandle.of(process.get()).isEmpty()) {
      throw new IOException("the server's process " + process.get() + " ended");
    }
  }

  @Override
  public boolean died() {
    return spec().process().filter(pid -> ProcessHandle.of(pid).isEmpty()).isPresent();
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
