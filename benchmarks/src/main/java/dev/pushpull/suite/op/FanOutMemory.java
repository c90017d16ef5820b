package dev.pushpull.suite.op;

import dev.pushpull.launch.ControlClient;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.sut.wire.MemoryReading;
import java.io.IOException;

/**
 * How much of the server's memory an idle connection uses: read after a garbage collection, once
 * before the receivers connect (to a server that has served some), and once with all of them idle.
 */
final class FanOutMemory {

  /** With fewer connections, the difference is only noise. */
  static final int FEWEST = 100;

  private static final MemoryReading NOT_READ = new MemoryReading(0, 0);

  private final int connections;
  private final MemoryReading without;
  private MemoryReading with = NOT_READ;

  private FanOutMemory(int connections, MemoryReading without) {
    this.connections = connections;
    this.without = without;
  }

  /** Reads it before they connect, where there are enough of them. */
  static FanOutMemory without(ControlClient control, int connections)
      throws IOException, InterruptedException {
    return new FanOutMemory(connections, connections < FEWEST ? NOT_READ : read(control));
  }

  /** Reads it with all of them idle. */
  void readWith(ControlClient control) throws IOException, InterruptedException {
    if (connections >= FEWEST) {
      with = read(control);
    }
  }

  /** Twice, since cleaners free more after the first collection. */
  private static MemoryReading read(ControlClient control)
      throws IOException, InterruptedException {
    control.collectGarbage();
    return control.collectGarbage();
  }

  /** Adds both figures to the iteration's; RSS only where the system reports it. */
  void put() {
    if (connections < FEWEST) {
      return;
    }
    put(FigureNames.HEAP_PER_CONNECTION, with.heapUsedBytes() - without.heapUsedBytes());
    if (with.rssBytes() > 0) {
      put(FigureNames.RSS_PER_CONNECTION, with.rssBytes() - without.rssBytes());
    }
  }

  private void put(String figure, long bytes) {
    OperationFigures.put(figure, (double) bytes / connections, "B");
  }
}
