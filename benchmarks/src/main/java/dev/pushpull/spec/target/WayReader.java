package dev.pushpull.spec.target;

import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Settings;
import dev.pushpull.spec.YamlMap;
import dev.pushpull.spec.target.Conversation.Decode;
import dev.pushpull.spec.target.Conversation.Split;
import dev.pushpull.spec.target.Placeholder.Kind;
import dev.pushpull.spec.target.Placeholder.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how clients of a target can listen. */
final class WayReader {

  private static final Set<String> POLL = TargetFile.keys("get post body headers document");
  private static final Set<String> LONG_POLL =
      TargetFile.keys("first get post body headers nothing document decode");
  private static final Set<String> SSE = TargetFile.keys("get post body headers event document");
  private static final Set<String> WEBSOCKET =
      TargetFile.keys(
          "get headers subprotocol open subscribe update answer every split decode binary");
  private static final Set<String> STEP = TargetFile.keys("send expect capture");
  private static final Set<String> UPDATE = TargetFile.keys("when document");
  private static final Set<String> ANSWER = TargetFile.keys("when send");
  private static final Set<String> EVERY = TargetFile.keys("time send");
  private static final Set<String> MATCHER = TargetFile.keys("text prefix at is");
  private static final List<String> READING = List.of("get", "post");
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  private final YamlMap file;
  private final RequestReader requests;
  private final Scope scope;
  private final List<String> captured = new ArrayList<>();
  private Decode decode = Decode.JSON;

  /** Of a file, where so much is known in every way. */
  WayReader(YamlMap file, RequestReader requests, Scope scope) {
    this.file = file;
    this.requests = requests;
    this.scope = scope;
  }

  /** What is known in every way. */
  Scope scope() {
    return scope;
  }

  /** What the opening of a WebSocket captures; known after {@link #read}. */
  List<String> captured() {
    return captured;
  }

  /** All ways that the file has, in the order of their kinds. */
  Map<Way.Kind, Way> read() {
    var ways = new EnumMap<Way.Kind, Way>(Way.Kind.class);
    file.optionalMap("poll", POLL).ifPresent(map -> ways.put(Way.Kind.POLL, poll(map)));
    file.optionalMap("long-poll", LONG_POLL)
        .ifPresent(map -> ways.put(Way.Kind.LONG_POLL, longPoll(map)));
    file.optionalMap("sse", SSE).ifPresent(map -> ways.put(Way.Kind.SSE, eventStream(map)));
    file.optionalMap("websocket", WEBSOCKET)
        .ifPresent(map -> ways.put(Way.Kind.WEBSOCKET, webSocket(map)));
    return ways;
  }

  private static Optional<Locator.Pointer> document(YamlMap map) {
    return map.optionalScalar("document", Locator.Pointer::parse);
  }

  private Way.Poll poll(YamlMap map) {
    return new Way.Poll(requests.read(map, READING, named("poll")), document(map));
  }

  private Scope named(String place) {
    return scope.at(place, scope.kinds());
  }

  private Way.LongPoll longPoll(YamlMap map) {
    boolean engineIo = map.optionalScalar("decode", WayReader::isEngineIo).orElse(false);
    for (String key : List.of("first", "post", "nothing", "document")) {
      if (engineIo && map.has(key)) {
        throw map.error(key, "it does not go with engine.io, which knows it by itself");
      }
    }
    var kinds = EnumSet.copyOf(scope.kinds());
    kinds.add(Kind.VERSION);
    Scope first = named("the first request");
    return new Way.LongPoll(
        map.optionalScalar("first", text -> Template.parse(text, Place.PATH, first)),
        requests.read(map, READING, map.has("first") ? scope.at("long-poll", kinds) : noVersion()),
        map.has("nothing")
            ? new LinkedHashSet<>(map.list("nothing", WayReader::status))
            : Set.copyOf(Way.LongPoll.USUAL_NOTHING),
        document(map),
        engineIo);
  }

  private Scope noVersion() {
    return named("a long-poll without key 'first'");
  }

  private static boolean isEngineIo(String text) {
    if (!text.equals("json") && !text.equals("engine.io")) {
      throw new IllegalArgumentException(
          "decode must be one of json, engine.io, but is '" + text + "'");
    }
    return text.equals("engine.io");
  }

  private static int status(String text) {
    return Settings.check("a status", Settings.whole("a status", text), 200, 599);
  }

  private Way.EventStream eventStream(YamlMap map) {
    return new Way.EventStream(
        requests.read(map, READING, named("sse")),
        map.optionalScalar("event", WayReader::checkEvent),
        document(map));
  }

  private static String checkEvent(String text) {
    if (text.isEmpty() || text.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw new IllegalArgumentException("it must be the type of an event, in one line");
    }
    return text;
  }

  private Way.WebSocket webSocket(YamlMap map) {
    RequestForm request = requests.read(map, List.of("get"), named("websocket"));
    Optional<String> subprotocol = map.optionalScalar("subprotocol", WayReader::checkToken);
    return new Way.WebSocket(request, subprotocol, conversation(map));
  }

  private static String checkToken(String text) {
    if (!text.matches(TOKEN)) {
      throw new IllegalArgumentException(
          "it must be one name without blanks, but is '%s'".formatted(text));
    }
    return text;
  }

  private Conversation conversation(YamlMap map) {
    decode =
        map.optionalScalar("decode", text -> Settings.named("decode", Decode.class, text))
            .orElse(Decode.JSON);
    Split split = map.optionalScalar("split", Split::parse).orElse(Split.parse("none"));
    boolean binary = map.optionalScalar("binary", WayReader::yes).orElse(false);
    var open = new ArrayList<Conversation.Step>();
    for (String key : List.of("open", "subscribe")) {
      if (map.has(key)) {
        map.maps(key, STEP).forEach(step -> open.add(step(step)));
      }
    }
    Scope after = named("websocket").with(captured);
    Optional<YamlMap> update = map.optionalMap("update", UPDATE);
    Optional<Matcher> when = update.filter(u -> u.has("when")).map(u -> matcher(u, "when", after));
    Optional<Locator.Pointer> document = update.flatMap(WayReader::document);
    List<Conversation.Reply> answers =
        map.has("answer")
            ? map.maps("answer", ANSWER).stream().map(answer -> reply(answer, after)).toList()
            : List.of();
    Optional<Conversation.Every> every =
        map.optionalMap("every", EVERY).map(regular -> every(regular, after));
    return map.made(
        () -> new Conversation(open, when, document, answers, every, split, decode, binary));
  }

  private static boolean yes(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("expected true or false, but got '" + text + "'");
    };
  }

  private Conversation.Step step(YamlMap map) {
    Scope now = named("websocket").with(captured);
    if (map.has("send") == map.has("expect")) {
      throw map.error("a step must have one of send and expect");
    }
    if (map.has("expect")) {
      Matcher matcher = matcher(map, "expect", now);
      Map<String, Locator> capture = TargetFile.capture(map, Set.copyOf(now.captured()));
      captured.addAll(capture.keySet());
      return map.made(() -> new Conversation.Expect(matcher, capture));
    }
    if (map.has("capture")) {
      throw map.error("capture", "it needs expect: nothing is heard while something is sent");
    }
    return new Conversation.Send(message(map, "send", now));
  }

  private Conversation.Reply reply(YamlMap map, Scope after) {
    return new Conversation.Reply(matcher(map, "when", after), message(map, "send", after));
  }

  private Conversation.Every every(YamlMap map, Scope after) {
    var time = map.scalar("time", Durations::parse);
    Template send = message(map, "send", after);
    return map.made(() -> new Conversation.Every(time, send));
  }

  /** A text that is sent on the WebSocket; {@link #read} must have been called for others. */
  Template message(YamlMap map, String key, Scope known) {
    return map.scalar(key, text -> Template.parse(text, decode.place(), known));
  }

  private static Matcher matcher(YamlMap map, String key, Scope known) {
    List<Matcher> all =
        map.oneOrMoreMaps(key, MATCHER).stream().map(one -> matcher(one, known)).toList();
    return all.size() == 1 ? all.getFirst() : new Matcher.All(all);
  }

  private static Matcher matcher(YamlMap map, Scope known) {
    boolean at = map.has("at") && map.has("is");
    if (map.keys().size() != (at ? 2 : 1) || (!at && (map.has("at") || map.has("is")))) {
      throw map.error("a matcher must have one of text, prefix, and at with is");
    }
    if (at) {
      return new Matcher.At(map.scalar("at", Locator.Pointer::parse), plain(map, "is", known));
    }
    return map.has("text")
        ? new Matcher.Text(plain(map, "text", known))
        : new Matcher.Prefix(plain(map, "prefix", known));
  }

  private static Template plain(YamlMap map, String key, Scope known) {
    return map.scalar(key, text -> Template.parse(text, Place.PLAIN, known));
  }
}
