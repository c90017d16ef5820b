package dev.pushpull.sut.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive updates of a log feed, as {@code GET ?after=} answers them: {@code
 * {"feed":…,"oldest":…,"newest":…,"updates":[…]}}, each update as {@link UpdateJson} has it.
 *
 * @param feed the feed's name
 * @param oldest the oldest version that the feed keeps
 * @param newest the feed's newest version; where the last update here is older, there is more
 * @param updates one or more, versions rising by one
 */
public record LogPage(String feed, long oldest, long newest, List<Update> updates) {

  /** Keeps a copy of the list. */
  public LogPage {
    updates = List.copyOf(updates);
  }

  /** Whether the feed held more than was sent. */
  public boolean hasMore() {
    return !updates.isEmpty() && updates.getLast().version() < newest;
  }

  /** The document up to its first update. */
  public static String head(String feed, long oldest, long newest) {
    // A feed's name holds nothing that JSON escapes.
    return "{\"feed\":\"%s\",\"oldest\":%d,\"newest\":%d,\"updates\":["
        .formatted(feed, oldest, newest);
  }

  /**
   * Reads a document, its members in any order.
   *
   * @throws MalformedUpdateException if it is no such document
   */
  public static LogPage decode(byte[] document) throws MalformedUpdateException {
    return UpdateJson.decode(document, "updates", LogPage::read);
  }

  private static LogPage read(JsonParser json) throws IOException {
    String feed = null;
    Long oldest = null;
    Long newest = null;
    List<Update> updates = null;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "feed" -> feed = UpdateJson.text(json, value);
        case "oldest" -> oldest = UpdateJson.number(json, value);
        case "newest" -> newest = UpdateJson.number(json, value);
        case "updates" -> updates = updates(json, value);
        default -> json.skipChildren();
      }
    }
    UpdateJson.expect(json, json.currentToken(), JsonToken.END_OBJECT);
    if (feed == null || oldest == null || newest == null || updates == null) {
      throw UpdateJson.malformed("a member is missing", json);
    }
    return new LogPage(feed, oldest, newest, updates);
  }

  private static List<Update> updates(JsonParser json, @Nullable JsonToken value)
      throws IOException {
    UpdateJson.expect(json, value, JsonToken.START_ARRAY);
    var updates = new ArrayList<Update>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      updates.add(UpdateJson.read(json));
    }
    UpdateJson.expect(json, json.currentToken(), JsonToken.END_ARRAY);
    return updates;
  }
}
