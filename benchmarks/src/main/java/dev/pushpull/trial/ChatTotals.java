package dev.pushpull.trial;

import dev.pushpull.client.ChatMessage;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.SentLog;
import dev.pushpull.measure.Window;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/** What was sent, published and received in all rooms over a trial's whole life. */
final class ChatTotals {

  private final List<List<ChatProbe>> rooms;
  private final List<PublishLog> logs;

  ChatTotals(List<List<ChatProbe>> rooms, List<PublishLog> logs) {
    this.rooms = rooms;
    this.logs = logs;
  }

  long sum(ToLongFunction<ChatProbe> count) {
    return rooms.stream().flatMap(List::stream).mapToLong(count).sum();
  }

  long sent() {
    return sum(probe -> probe.sent().size());
  }

  /** All updates of the rooms' logs but each one's first. */
  long published() {
    return logs.stream().mapToLong(log -> log.newest() - 1L).sum();
  }

  /** (message, member) pairs that came for the first time. */
  long received() {
    return sum(probe -> probe.messages().received());
  }

  /** (message, member) pairs that the rooms' logs make. */
  long publishedPairs() {
    long pairs = 0;
    for (int room = 0; room < rooms.size(); room++) {
      pairs += rooms.get(room).size() * (logs.get(room).newest() - 1L);
    }
    return pairs;
  }

  /** (message, member) pairs that there should be, less those that came. */
  long lost() {
    long due = 0;
    for (List<ChatProbe> room : rooms) {
      due += room.size() * room.stream().mapToLong(probe -> probe.sent().size()).sum();
    }
    return due - received();
  }

  /** The same of the messages that were sent in a window, whether they came or not. */
  long pairsSentIn(Window window) {
    long pairs = 0;
    for (List<ChatProbe> room : rooms) {
      for (ChatProbe sender : room) {
        SentLog sent = sender.sent();
        int messages =
            sent.firstAtOrAfter(window.endNanos()) - sent.firstAtOrAfter(window.startNanos());
        pairs += (long) room.size() * messages;
      }
    }
    return pairs;
  }

  /** Entries of the publish logs that are not, each once, the messages that were sent. */
  long unlikeSent(int payloadBytes) {
    long unlike = 0;
    for (int room = 0; room < rooms.size(); room++) {
      PublishLog log = logs.get(room);
      long[] published = LongStream.rangeClosed(2, log.newest()).map(log::checksum).toArray();
      long[] sent =
          rooms.get(room).stream().flatMapToLong(probe -> checksums(probe, payloadBytes)).toArray();
      Arrays.sort(published);
      Arrays.sort(sent);
      unlike += Arrays.equals(published, sent) ? 0 : Math.max(1, published.length - sent.length);
    }
    return unlike;
  }

  private static LongStream checksums(ChatProbe sender, int payloadBytes) {
    SentLog sent = sender.sent();
    return LongStream.rangeClosed(1, sent.size())
        .map(
            i -> {
              int sequence = (int) i;
              var said = new ChatMessage(sender.member(), sequence, sent.sentAt(sequence));
              var crc = new CRC32();
              crc.update(said.payload(payloadBytes).getBytes(StandardCharsets.US_ASCII));
              return crc.getValue();
            });
  }
}
