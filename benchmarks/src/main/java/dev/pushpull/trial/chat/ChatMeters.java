package dev.pushpull.trial.chat;

import dev.pushpull.engine.ChatMessage;
import dev.pushpull.measure.ChatMeter;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.Meter;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.SentLog;
import dev.pushpull.schedule.Window;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.trial.Meters;
import dev.pushpull.trial.WindowMeters;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** What the members of rooms experienced in one or more windows. Used by one thread. */
public final class ChatMeters extends Meter implements Meters {

  private final WindowMeters any = part(new WindowMeters());

  /** From sending on. */
  public final ChatMeter chat = part(new ChatMeter());

  /** From publishing on, not from sending. */
  @Override
  public WindowMeters any() {
    return any;
  }

  /**
   * What the members of some rooms experienced in a window, or in a part of it.
   *
   * @param logs of all rooms
   * @param rooms the members of each
   */
  public static ChatMeters of(Window window, List<PublishLog> logs, List<List<ChatProbe>> rooms) {
    var meters = new ChatMeters();
    for (List<ChatProbe> room : rooms) {
      Mergeable.add(meters.any, WindowMeters.of(window, logs, room));
      for (ChatProbe sender : room) {
        meters.chat.addSent(sender.sent, window);
        for (ChatProbe receiver : room) {
          meters.chat.add(
              receiver.messages, sender.client, sender.sent, sender == receiver, window);
        }
      }
    }
    return meters;
  }

  /** As of any subscribers, and from sending on. */
  @Override
  public Map<String, Histogram> byMetric() {
    var histograms = new TreeMap<>(any.byMetric());
    histograms.put("sentToReceived", chat.latency.histogram());
    histograms.put("sentToReceivedCorrected", chat.corrected.histogram());
    histograms.put("echoLatency", chat.echo.histogram());
    histograms.put("senderLag", chat.senderLag.histogram());
    return histograms;
  }

  /**
   * Adds the whole life of a room to that of others, once it is over.
   *
   * @param log all that it published
   */
  public static void addLife(
      LifeTotals totals, List<ChatProbe> room, PublishLog log, int payloadBytes) {
    long sent = room.stream().mapToLong(member -> member.sent.size()).sum();
    totals.add(Total.SENT, sent);
    totals.add(Total.PAIRS_SENT, room.size() * sent);
    totals.add(Total.PAIRS_PUBLISHED, room.size() * (log.newest() - 1L));
    totals.add(Total.UNLIKE_SENT, unlikeSent(room, log, payloadBytes));
    room.forEach(member -> member.addTo(totals, log));
  }

  private static long unlikeSent(List<ChatProbe> room, PublishLog log, int payloadBytes) {
    long[] published = LongStream.rangeClosed(2, log.newest()).map(log::checksum).toArray();
    long[] sent = room.stream().flatMapToLong(member -> checksums(member, payloadBytes)).toArray();
    Arrays.sort(published);
    Arrays.sort(sent);
    return Arrays.equals(published, sent) ? 0 : Math.max(1, published.length - sent.length);
  }

  private static LongStream checksums(ChatProbe sender, int payloadBytes) {
    SentLog sent = sender.sent;
    return LongStream.rangeClosed(1, sent.size())
        .map(
            i -> {
              int sequence = (int) i;
              var said = new ChatMessage(sender.client, sequence, sent.sentAt(sequence));
              return new Update("", i, 0, 0, said.payload(payloadBytes)).payloadChecksum();
            });
  }
}
