package dev.pushpull.target.external;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.spec.target.Locator;
import dev.pushpull.spec.target.Publish;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.target.message.Place;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client holds of its feed: the update that came last. Used by one thread at a time. */
final class Held {

  private static final int SHOWN = 2_000;
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,40}");

  private final ExternalServer server;
  private final TargetSpec spec;
  private final int feed;
  private final int client;
  private final SubscriberListener listener;
  private volatile @Nullable String version;
  private long highestId;
  private @Nullable BigInteger highest; // of versions that are whole numbers

  Held(ExternalServer server, int feed, int client, SubscriberListener listener) {
    this.server = server;
    this.spec = server.spec();
    this.feed = feed;
    this.client = client;
    this.listener = listener;
  }

  /** As the server wrote it; empty for none. From any thread. */
  String version() {
    String now = version;
    return now == null ? "" : now;
  }

  /** The highest number of a version that was ever held; 0 for none. */
  long highestId() {
    return highestId;
  }

  /**
   * Finds the update in a document.
   *
   * @param whole null if it is no JSON
   * @param at where it stands; empty: it is the whole
   * @return whether it is another than the one held, and not an older one
   * @throws IOException if there is none
   */
  boolean look(
      @Nullable JsonNode whole,
      byte[] raw,
      Optional<Locator.Pointer> at,
      UnaryOperator<@Nullable String> header)
      throws IOException {
    JsonNode document = whole == null || at.isEmpty() ? whole : whole.at(at.get().at());
    byte[] bytes =
        at.isEmpty() || document == null
            ? raw
            : document.toString().getBytes(StandardCharsets.UTF_8);
    var place = new Place(document, bytes, header);
    Locator versionAt = spec.update().version();
    String found =
        place
            .find(versionAt)
            .orElseThrow(
                () -> new IOException("no version at %s in %s".formatted(versionAt, shown(raw))));
    OptionalLong time =
        spec.update().time().isPresent()
            ? place.epochNanos(spec.update().time().get())
            : OptionalLong.empty();
    Optional<String> stamp = spec.publish().flatMap(Publish::stampAt).flatMap(place::find);
    long now = System.nanoTime();
    long id = server.number(feed, found);
    server.see(new Sight(feed, client, found, id, time, stamp, now, raw.length));
    boolean changed = !found.equals(version) && !goesBack(found);
    version = found;
    highestId = Math.max(highestId, id);
    listener.onUpdate(new Update(spec.feeds().get(feed), id, 0, 0, ""), now);
    return changed;
  }

  /** Versions are opaque, but of whole numbers it is known which is older. */
  private boolean goesBack(String found) {
    if (!WHOLE.matcher(found).matches()) {
      return false;
    }
    var number = new BigInteger(found);
    BigInteger known = highest;
    if (known != null && number.compareTo(known) < 0) {
      server.noteGoneBack(feed, known, number);
      return true;
    }
    highest = number;
    return false;
  }

  private String shown(byte[] raw) {
    return "'"
        + Printable.brief(
            server.hide(new String(raw, 0, Math.min(raw.length, SHOWN), StandardCharsets.UTF_8)))
        + "'";
  }
}
