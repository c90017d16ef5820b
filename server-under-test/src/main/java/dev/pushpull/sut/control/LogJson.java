package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.PublishLog;
import java.io.IOException;
import java.util.function.IntToLongFunction;

/** The document of {@code GET /log}: a feed's publish log, by columns. */
final class LogJson {

  private LogJson() {}

  static void write(JsonGenerator json, Feed feed) throws IOException {
    PublishLog log = feed.log();
    json.writeStartObject();
    json.writeStringField("feed", feed.spec().name());
    json.writeBooleanField("full", feed.isLogFull());
    column(json, "versions", log.size(), index -> index + 1L);
    column(json, "publishedAtNanos", log.size(), log::publishedAtNanos);
    column(json, "dueAtNanos", log.size(), log::dueAtNanos);
    column(json, "payloadChecksums", log.size(), log::payloadChecksum);
    json.writeEndObject();
  }

  private static void column(JsonGenerator json, String name, int size, IntToLongFunction value)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < size; i++) {
      json.writeNumber(value.applyAsLong(i));
    }
    json.writeEndArray();
  }
}
