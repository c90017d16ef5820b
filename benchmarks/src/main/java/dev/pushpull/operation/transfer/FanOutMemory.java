package dev.pushpull.operation.transfer;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.fork.IterationFigures;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.target.ControlClient;
import java.io.IOException;

/**
 * How much of the server's memory an idle connection uses: read after a garbage collection, once
 * before the receivers connect (to a server that has served some), and once with all of them idle.
 *
 * @param connections how many receivers there are
 * @param without read before they connect
 * @param with read with all of them idle
 */
public record FanOutMemory(int connections, MemoryReading without, MemoryReading with) {

  /** With fewer connections, the difference is only noise. */
  static final int FEWEST = 100;

  private static final MemoryReading NOT_READ = new MemoryReading(0, 0);

  /** Of no connection. */
  static final FanOutMemory NONE = new FanOutMemory(0, NOT_READ, NOT_READ);

  /** Twice, since cleaners free more after the first collection; not where they are too few. */
  static MemoryReading read(ControlClient control, int connections)
      throws IOException, InterruptedException {
    if (connections < FEWEST) {
      return NOT_READ;
    }
    control.collectGarbage();
    return control.collectGarbage();
  }

  /** Adds both figures to the iteration's; RSS only where the system reports it. */
  public void put() {
    if (connections < FEWEST) {
      return;
    }
    put(FigureNames.HEAP_PER_CONNECTION, with.heapUsedBytes() - without.heapUsedBytes());
    if (with.rssBytes() > 0) {
      put(FigureNames.RSS_PER_CONNECTION, with.rssBytes() - without.rssBytes());
    }
  }

  private void put(String figure, long bytes) {
    IterationFigures.put(figure, (double) bytes / connections, "B");
  }
}
