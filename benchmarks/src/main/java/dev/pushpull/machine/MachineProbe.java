package dev.pushpull.machine;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Measures how well this machine keeps time. Blocks for about the time that it is given. */
public final class MachineProbe {

  private static final long SLEEP_NANOS = 1_000_000;
  private static final int CLOCK_READS = 2_000_000;
  private static final double MICRO = 1e3;

  private MachineProbe() {}

  /**
   * Measures.
   *
   * @param budget how long all of it may take, about; half of it rests, a quarter each sleeps and
   *     talks
   */
  public static Machine measure(Duration budget) throws InterruptedException {
    HostLoad before = HostLoad.read();
    Thread.sleep(budget.dividedBy(2));
    HostLoad after = HostLoad.read();
    Histogram slack = timerSlack(budget.dividedBy(4));
    Histogram roundTrip = socketRoundTrip(budget.dividedBy(4));
    return new Machine(
        clockReadNanos(),
        slack.getValueAtPercentile(50) / MICRO,
        slack.getValueAtPercentile(99) / MICRO,
        roundTrip.getValueAtPercentile(50) / MICRO,
        roundTrip.getValueAtPercentile(99) / MICRO,
        after.stealSince(before),
        after.busySince(before),
        fileDescriptors());
  }

  private static long fileDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  private static double clockReadNanos() {
    long start = System.nanoTime();
    long last = start;
    for (int i = 0; i < CLOCK_READS; i++) {
      last = System.nanoTime();
    }
    return (last - start) / (double) CLOCK_READS;
  }

  private static Histogram timerSlack(Duration budget) {
    var histogram = new Histogram(3);
    long end = System.nanoTime() + budget.toNanos();
    while (System.nanoTime() < end) {
      long wanted = System.nanoTime() + SLEEP_NANOS;
      LockSupport.parkNanos(SLEEP_NANOS);
      histogram.recordValue(Math.max(0, System.nanoTime() - wanted)); // may wake early, too
    }
    return histogram;
  }

  private static Histogram socketRoundTrip(Duration budget) {
    var histogram = new Histogram(3);
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var server = listener.accept()) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread echo = Thread.ofPlatform().daemon().name("echo").start(() -> echo(server));
      long end = System.nanoTime() + budget.toNanos();
      while (System.nanoTime() < end) {
        long sent = System.nanoTime();
        client.getOutputStream().write(1);
        if (client.getInputStream().read() < 0) {
          throw new IOException("the loopback echo ended early");
        }
        histogram.recordValue(System.nanoTime() - sent);
      }
      client.shutdownOutput();
      echo.join(Duration.ofSeconds(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return histogram;
  }

  private static void echo(Socket socket) {
    try {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // The other side saw it too and says so.
    }
  }
}
