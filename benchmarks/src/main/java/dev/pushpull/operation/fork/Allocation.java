package dev.pushpull.operation.fork;

import com.sun.management.ThreadMXBean;
import dev.pushpull.operation.FigureNames;
import java.lang.management.ManagementFactory;

/**
 * What all Java threads of this JVM allocate between two readings, in bytes. JMH's gc profiler also
 * counts an iteration's set-up and tear-down, including the floor; this counts only the measured
 * part. One thread.
 */
public final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long beforeBytes;
  private long bytes;

  /** Call last before the measured part. */
  public void begin() {
    beforeBytes = THREADS.getTotalThreadAllocatedBytes();
  }

  /** Call first after it. */
  public void end() {
    bytes = THREADS.getTotalThreadAllocatedBytes() - beforeBytes;
  }

  /** Puts the figure per operation, for at least one operation. */
  public void put(long operations) {
    IterationFigures.put(FigureNames.ALLOCATION, (double) bytes / operations, "B/op");
  }
}
