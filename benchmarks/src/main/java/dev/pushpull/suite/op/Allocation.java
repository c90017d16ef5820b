package dev.pushpull.suite.op;

import com.sun.management.ThreadMXBean;
import dev.pushpull.operation.FigureNames;
import java.lang.management.ManagementFactory;

/**
 * What all Java threads of this JVM allocate between two readings, in bytes. JMH's gc profiler
 * counts an iteration's set-up and tear-down as well, the floor's halves among them; this counts
 * what is measured. One thread.
 */
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long beforeBytes;
  private long bytes;

  /** The last thing before what is measured. */
  void begin() {
    beforeBytes = THREADS.getTotalThreadAllocatedBytes();
  }

  /** The first thing after it. */
  void end() {
    bytes = THREADS.getTotalThreadAllocatedBytes() - beforeBytes;
  }

  /** Puts the figure of so many operations, at least one. */
  void put(long operations) {
    OperationFigures.put(FigureNames.ALLOCATION, (double) bytes / operations, "B/op");
  }
}
