package dev.pushpull.trial;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import java.util.List;

/**
 * One window as it was: what was metered and the totals at both ends.
 *
 * @param logs what each feed had published by the window's end
 */
record MeasuredWindow(
    Window window, List<PublishLog> logs, WindowMeters meters, Edge open, Edge close) {}
