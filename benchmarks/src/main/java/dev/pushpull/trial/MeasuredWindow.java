package dev.pushpull.trial;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import java.util.List;

/**
 * One window as it was: what was metered and the totals at both ends.
 *
 * @param logs what each feed published, at least until the end of the drain
 * @param meters what all clients experienced
 */
public record MeasuredWindow<M>(
    Window window, List<PublishLog> logs, M meters, CounterSnapshot open, CounterSnapshot close) {}
