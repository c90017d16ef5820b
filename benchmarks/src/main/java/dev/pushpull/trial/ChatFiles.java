package dev.pushpull.trial;

import dev.pushpull.measure.ChatMeter;
import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.measure.Window;
import dev.pushpull.result.HistogramLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Writes the histograms that a fork of chats leaves in its trial's folder. */
final class ChatFiles {

  private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private ChatFiles() {}

  /**
   * One percentile distribution for each metric, all windows merged, and one line for each metric
   * and second of each window.
   */
  static void write(Path folder, List<ChatWindow> windows, ChatFleet fleet) throws IOException {
    var merged = new WindowMeters();
    var chat = new ChatMeter();
    for (ChatWindow window : windows) {
      merged.add(window.measured().meters());
      chat.add(window.chat());
    }
    HistogramFiles.writeDistributions(folder, byMetric(merged, chat));
    long origin = windows.getFirst().measured().window().startNanos();
    HistogramFiles.writeLog(
        folder.resolve(HistogramLog.FILE),
        log -> windows.forEach(window -> writeWindow(log, window.measured(), fleet, origin)));
  }

  private static void writeWindow(
      HistogramLogWriter log, MeasuredWindow measured, ChatFleet fleet, long origin) {
    var window = measured.window();
    for (long at = window.startNanos(); at < window.endNanos(); at += SLICE_NANOS) {
      long end = Math.min(at + SLICE_NANOS, window.endNanos());
      var slice = new Window(at, end, window.drainEndNanos());
      var meters = WindowMeters.of(slice, measured.logs(), fleet.subscribers().probes());
      var chat = ChatWindow.meter(slice, fleet.probesByRoom());
      HistogramFiles.writeSlice(
          log, (at - origin) / 1e9, (end - origin) / 1e9, byMetric(meters, chat));
    }
  }

  /** As of any subscribers, and from sending on. */
  private static Map<String, Histogram> byMetric(WindowMeters meters, ChatMeter chat) {
    var histograms = new TreeMap<>(TrialFiles.byMetric(meters));
    histograms.put("sentToReceived", chat.latency().histogram());
    histograms.put("sentToReceivedCorrected", chat.corrected().histogram());
    histograms.put("echoLatency", chat.echo().histogram());
    histograms.put("senderLag", chat.senderLag().histogram());
    return histograms;
  }
}
