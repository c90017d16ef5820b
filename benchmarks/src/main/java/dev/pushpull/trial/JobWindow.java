package dev.pushpull.trial;

import dev.pushpull.sut.wire.JobsReading;
import java.util.Map;

/**
 * What the server said of its jobs when a window ended.
 *
 * @param server their instants by their feeds' names, on the server's clock
 * @param ended how many of them ended in the window, whichever client submitted them
 */
record JobWindow(Map<String, JobsReading.Entry> server, long ended) {}
