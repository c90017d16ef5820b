package dev.pushpull.trial;

import dev.pushpull.measure.Window;
import dev.pushpull.sut.wire.JobsReading;
import java.util.Map;

/**
 * One window of jobs as it was.
 *
 * @param server the jobs' instants by their feeds' names, on the server's clock
 * @param ended how many of them ended in the window, whichever client submitted them
 */
record JobWindow(
    Window window,
    Map<String, JobsReading.Entry> server,
    long ended,
    JobMeters meters,
    Edge open,
    Edge close) {}
