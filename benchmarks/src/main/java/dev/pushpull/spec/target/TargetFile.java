package dev.pushpull.spec.target;

import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Settings;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.YamlMap;
import dev.pushpull.spec.target.Placeholder.Kind;
import dev.pushpull.spec.target.Placeholder.Scope;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads target files: YAML files that say how somebody else's server is spoken to. Strict: an
 * unknown key, a key that is there twice, a wrong type, a bad value or a placeholder that cannot be
 * known is an {@link IllegalArgumentException} whose message names file, line and key.
 */
public final class TargetFile {

  private static final Set<String> KEYS =
      keys(
          "preset name url trust headers sign-in feeds update poll long-poll sse websocket publish"
              + " truth process");
  private static final Set<String> FEEDS = keys("names count name");
  private static final Set<String> UPDATE = keys("version time");
  private static final Set<String> TIME = keys("at unit");
  private static final Set<String> TRUTH = keys("probe fast-poll");
  private static final Set<String> SIGN_IN = keys("get post put body headers capture expires");
  private static final Set<String> PUBLISH =
      keys("post put patch body headers send version stamp-at");

  /** Of a preset the file may replace a whole matcher, such as when of websocket.update. */
  private static final int PRESET_LEVELS = 3;

  private static final long MAX_PID = (1L << 31) - 1;

  private final YamlMap map;
  private final String file;
  private final RequestReader requests;

  private TargetFile(YamlMap map, String file) {
    this.map = map;
    this.file = file;
    this.requests = new RequestReader(map);
  }

  /** Key names in the order in which messages list them. */
  static Set<String> keys(String names) {
    return new LinkedHashSet<>(Arrays.asList(names.split(" ", -1)));
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static TargetSpec read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "target must be a YAML file that can be read, but is '%s' (%s)"
              .formatted(file, Reason.of(e)),
          e);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param file its path, by which messages name it and from which other paths in it go out
   * @param yaml its text
   */
  public static TargetSpec parse(String file, String yaml) {
    var own = YamlMap.read(file, yaml, KEYS);
    Optional<Preset> preset = own.optionalScalar("preset", Preset::parse);
    return new TargetFile(preset.map(p -> own.over(p.map(), PRESET_LEVELS, KEYS)).orElse(own), file)
        .spec();
  }

  private TargetSpec spec() {
    String name = map.scalar("name", SweepSpec::checkName);
    URI url = map.scalar("url", TargetFile::url);
    Trust trust = map.optionalScalar("trust", this::trust).orElse(new Trust.Usual());
    var captured = new ArrayList<String>();
    List<SignInStep> signIn = signIn(captured);
    var scope = new Scope("headers", EnumSet.of(Kind.CLIENT, Kind.RANDOM, Kind.ENV), captured);
    Map<String, Template> headers = RequestReader.headers(map, scope);
    List<String> feeds = feeds();
    UpdateForm update = update(map.map("update", UPDATE));
    var known = EnumSet.of(Kind.FEED, Kind.CLIENT, Kind.RANDOM, Kind.ENV);
    var ways = new WayReader(map, requests, scope.at("ways", known));
    Map<Way.Kind, Way> read = ways.read();
    Optional<Publish> publish = map.optionalMap("publish", PUBLISH).map(how -> publish(how, ways));
    Truth truth = truth();
    Optional<Long> process = map.optionalScalar("process", TargetFile::pid);
    return map.made(
        () ->
            new TargetSpec(
                name, url, trust, headers, signIn, feeds, update, read, publish, truth, process));
  }

  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "expected a URL such as https://127.0.0.1:9443, but got '" + text + "'", e);
    }
  }

  private Trust trust(String text) {
    if (text.equals("any")) {
      return new Trust.Any();
    }
    try {
      Path pem = Path.of(file).toAbsolutePath().resolveSibling(text).normalize();
      if (Files.readString(pem).contains("-----BEGIN CERTIFICATE-----")) {
        return new Trust.Pem(pem);
      }
      throw new IllegalArgumentException(
          "expected a PEM file with a certificate, but '%s' has none".formatted(text));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "expected any or a PEM file that can be read, but got '%s' (%s)"
              .formatted(text, Reason.of(e)),
          e);
    }
  }

  private List<SignInStep> signIn(List<String> captured) {
    var steps = new ArrayList<SignInStep>();
    for (YamlMap step : map.has("sign-in") ? map.maps("sign-in", SIGN_IN) : List.<YamlMap>of()) {
      var scope = new Scope("sign-in", EnumSet.of(Kind.CLIENT, Kind.RANDOM, Kind.ENV), captured);
      RequestForm request = requests.read(step, List.of("get", "post", "put"), scope);
      Map<String, Locator> capture = capture(step, Set.copyOf(captured));
      captured.addAll(capture.keySet());
      var expires = step.optionalScalar("expires", Locator.Pointer::parse);
      steps.add(new SignInStep(request, capture, expires));
    }
    return steps;
  }

  /** What a step captures, under other names than what was captured before. */
  static Map<String, Locator> capture(YamlMap step, Set<String> before) {
    var capture = new LinkedHashMap<String, Locator>();
    if (step.has("capture")) {
      YamlMap names = step.open("capture");
      for (String name : names.keys()) {
        capture.put(name, names.scalar(name, text -> captured(name, text, before)));
      }
    }
    return capture;
  }

  private static Locator captured(String name, String text, Set<String> before) {
    if (before.contains(Placeholder.checkCaptured(name))) {
      throw new IllegalArgumentException("'%s' is captured twice".formatted(name));
    }
    Locator at = Locator.parse(text);
    if (at instanceof Locator.Hash) {
      throw new IllegalArgumentException(
          "expected a JSON pointer or header:NAME, but got '" + text + "'");
    }
    return at;
  }

  /** Without the key there is one feed, called as the target. */
  private List<String> feeds() {
    if (!map.has("feeds")) {
      return List.of(map.<String>scalar("name", text -> text));
    }
    YamlMap feeds = map.map("feeds", FEEDS);
    if (feeds.has("names") == (feeds.has("count") || feeds.has("name"))) {
      throw feeds.error("feeds must have either names, or count and name");
    }
    if (feeds.has("names")) {
      return feeds.list("names", text -> text);
    }
    int count =
        feeds.scalar(
            "count",
            text ->
                Settings.check("count", Settings.whole("count", text), 1, TargetSpec.MAX_FEEDS));
    var scope = new Scope("the name of feeds", EnumSet.of(Kind.N), List.of());
    Template name = feeds.scalar("name", text -> Template.parse(text, Place.PLAIN, scope));
    var names = new ArrayList<String>();
    for (int i = 1; i <= count; i++) {
      String n = Integer.toString(i);
      names.add(name.fill(_ -> n));
    }
    return names;
  }

  private static UpdateForm update(YamlMap update) {
    Locator version = Locator.of(update.oneOrMore("version", Locator::parse));
    return new UpdateForm(version, update.optionalMap("time", TIME).map(TargetFile::time));
  }

  private static UpdateForm.TimeAt time(YamlMap time) {
    Locator at = time.scalar("at", Locator::parse);
    UpdateForm.Unit unit =
        time.scalar("unit", text -> Settings.named("unit", UpdateForm.Unit.class, text));
    return time.made(() -> new UpdateForm.TimeAt(at, unit));
  }

  private Publish publish(YamlMap how, WayReader ways) {
    Scope scope =
        ways.scope()
            .at("publish", EnumSet.of(Kind.FEED, Kind.STAMP, Kind.CLIENT, Kind.RANDOM, Kind.ENV));
    Optional<Locator> version =
        how.has("version")
            ? Optional.of(Locator.of(how.oneOrMore("version", Locator::parse)))
            : Optional.empty();
    var stampAt = how.optionalScalar("stamp-at", Locator.Pointer::parse);
    if (!how.has("send")) {
      RequestForm request = requests.read(how, List.of("post", "put", "patch"), scope);
      return new Publish(new Publish.Request(request), version, stampAt);
    }
    for (String other : PUBLISH) {
      if (how.has(other) && !other.equals("send") && !other.equals("stamp-at")) {
        throw how.error(other, "it does not go with send, which has no answer");
      }
    }
    Template send = ways.message(how, "send", scope.with(ways.captured()));
    return new Publish(new Publish.Message(send), version, stampAt);
  }

  private Truth truth() {
    if (!map.isMap("truth")) {
      return map.scalar("truth", TargetFile::truth);
    }
    YamlMap truth = map.map("truth", TRUTH);
    if (truth.keys().size() != 1) {
      throw truth.error("truth must have one of probe and fast-poll");
    }
    return truth.has("probe")
        ? truth.scalar(
            "probe", text -> new Truth.Probe(Settings.named("probe", Way.Kind.class, text)))
        : truth.scalar("fast-poll", text -> new Truth.FastPoll(Durations.parse(text)));
  }

  private static Truth truth(String text) {
    return switch (text) {
      case "publish" -> new Truth.Publish();
      case "time" -> new Truth.Time();
      case "counters" -> new Truth.Counters();
      default ->
          throw new IllegalArgumentException(
              "expected publish, time, counters, {probe: WAY} or {fast-poll: INTERVAL}, but got '%s'"
                  .formatted(text));
    };
  }

  private static long pid(String text) {
    long pid = Settings.whole("process", text, MAX_PID);
    if (pid < 1) {
      throw new IllegalArgumentException("process must be at least 1, but is " + pid);
    }
    return pid;
  }
}
