package dev.pushpull.spec.target;

import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.target.Placeholder.Kind;
import dev.pushpull.yaml.BadKeyException;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody else's server, and how its clients speak to it.
 *
 * @param name what it is called in results
 * @param url scheme, host and perhaps port
 * @param trust which certificates are believed
 * @param headers of all requests
 * @param signIn what each client does first, in this order
 * @param feeds their names
 * @param update where version and time stand
 * @param ways how clients can listen, by kind, in the order of the kinds; at least one
 * @param publish how an update is published, if it may be
 * @param truth how it is known when one was published
 * @param process the server's process on this machine, if it is there
 */
public record TargetSpec(
    String name,
    URI url,
    Trust trust,
    Map<String, Template> headers,
    List<SignInStep> signIn,
    List<String> feeds,
    UpdateForm update,
    Map<Way.Kind, Way> ways,
    Optional<Publish> publish,
    Truth truth,
    Optional<Long> process) {

  static final int MAX_FEEDS = 10_000;
  private static final int MAX_FEED_NAME = 200;

  /** Copies, and checks that the keys go together; the message is about one of them. */
  public TargetSpec {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    signIn = List.copyOf(signIn);
    feeds = List.copyOf(feeds);
    ways = Collections.unmodifiableMap(new LinkedHashMap<>(ways));
    SweepSpec.checkName(name);
    checkUrl(url, trust);
    checkFeeds(feeds);
    checkWays(ways, feeds, update);
    if (publish.isPresent()) {
      checkPublish(publish.get(), ways, feeds);
    }
    checkTruth(truth, ways, update, publish);
  }

  private static void checkUrl(URI url, Trust trust) {
    boolean http = "http".equals(url.getScheme());
    String path = url.getPath();
    boolean bare =
        url.getUserInfo() == null
            && (path == null || path.isEmpty() || path.equals("/"))
            && url.getQuery() == null
            && url.getFragment() == null;
    if (!(http || "https".equals(url.getScheme())) || url.getHost() == null || !bare) {
      throw new BadKeyException(
          "url",
          "expected scheme, host and perhaps port, such as https://127.0.0.1:9443, and no more;"
              + " paths stand in each request, and names of users in sign-in");
    }
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      throw new BadKeyException("url", "port must be 1 to 65535, but is " + url.getPort());
    }
    if (http && !(trust instanceof Trust.Usual)) {
      throw new BadKeyException("trust", "certificates need a url that begins with https");
    }
  }

  private static void checkFeeds(List<String> feeds) {
    if (feeds.isEmpty() || feeds.size() > MAX_FEEDS) {
      throw new BadKeyException(
          "feeds", "there must be 1 to %s, but there are %s".formatted(MAX_FEEDS, feeds.size()));
    }
    var seen = new HashSet<String>();
    for (String feed : feeds) {
      boolean printable = feed.codePoints().noneMatch(Character::isISOControl);
      // A client's library would take a segment of dots out of the path.
      if (feed.isEmpty() || feed.length() > MAX_FEED_NAME || !printable || feed.matches("\\.+")) {
        throw new BadKeyException(
            "feeds",
            "a name must be 1 to %s printable characters and more than dots, but is '%s'"
                .formatted(MAX_FEED_NAME, feed));
      }
      if (!seen.add(feed)) {
        throw new BadKeyException("feeds", "'" + feed + "' is there twice");
      }
    }
  }

  private static void checkWays(Map<Way.Kind, Way> ways, List<String> feeds, UpdateForm update) {
    if (ways.isEmpty()) {
      throw new IllegalArgumentException(
          "clients cannot listen: give at least one of poll, long-poll, sse, websocket");
    }
    for (Map.Entry<Way.Kind, Way> way : ways.entrySet()) {
      boolean elsewhere = way.getValue() instanceof Way.LongPoll poll && poll.engineIo();
      if (!elsewhere) {
        checkNamesFeed(way.getKey().toString(), way.getValue().templates(), feeds);
      }
      checkVersion(way.getKey(), update);
    }
    if (ways.get(Way.Kind.LONG_POLL) instanceof Way.LongPoll poll && poll.engineIo()) {
      boolean spoken =
          ways.get(Way.Kind.WEBSOCKET) instanceof Way.WebSocket socket
              && socket.conversation().decode() == Conversation.Decode.SOCKET_IO;
      if (!spoken) {
        throw new BadKeyException(
            Way.Kind.LONG_POLL.toString(),
            "engine.io needs key 'websocket' with 'decode: socket.io', whose conversation it has");
      }
    }
  }

  private static void checkNamesFeed(String key, Stream<Template> texts, List<String> feeds) {
    if (feeds.size() > 1 && texts.noneMatch(text -> text.has(Kind.FEED))) {
      throw new BadKeyException(
          key,
          "${feed} must be in it, since there are %s feeds, which it could not tell apart"
              .formatted(feeds.size()));
    }
  }

  private static void checkVersion(Way.Kind way, UpdateForm update) {
    if (way == Way.Kind.SSE || way == Way.Kind.WEBSOCKET) {
      var places =
          Stream.concat(update.version().each(), update.time().map(UpdateForm.TimeAt::at).stream());
      places
          .filter(Locator.Header.class::isInstance)
          .findFirst()
          .ifPresent(
              header -> {
                throw new BadKeyException(
                    "update",
                    "%s cannot be found in messages of %s; give a JSON pointer or hash"
                        .formatted(header, way));
              });
    }
  }

  private static void checkPublish(Publish publish, Map<Way.Kind, Way> ways, List<String> feeds) {
    // A message goes where its WebSocket is.
    Stream<Template> address =
        publish.action() instanceof Publish.Message
            ? Stream.ofNullable(ways.get(Way.Kind.WEBSOCKET))
                .flatMap(way -> way.request().templates())
            : Stream.empty();
    checkNamesFeed("publish", Stream.concat(publish.templates(), address), feeds);
    boolean stamped = publish.templates().anyMatch(text -> text.has(Kind.STAMP));
    if (publish.stampAt().isPresent() && !stamped) {
      throw new BadKeyException(
          "publish", "${stamp} must be in what is sent, since stamp-at says where it comes back");
    }
    if (stamped && publish.stampAt().isEmpty()) {
      throw new BadKeyException(
          "publish", "${stamp} is sent, but stamp-at does not say where it comes back");
    }
    if (publish.stampAt().isEmpty() && publish.version().isEmpty()) {
      throw new BadKeyException(
          "publish",
          "an update could not be told from another: give stamp-at, or version where the answer"
              + " says it");
    }
  }

  private static void checkTruth(
      Truth truth, Map<Way.Kind, Way> ways, UpdateForm update, Optional<Publish> publish) {
    boolean fits =
        switch (truth) {
          case Truth.Publish _ -> publish.isPresent();
          case Truth.Time _ -> update.time().isPresent();
          case Truth.Probe(Way.Kind way) -> ways.containsKey(way);
          case Truth.FastPoll _ -> ways.containsKey(Way.Kind.POLL);
          case Truth.Counters _ -> true;
        };
    if (!fits) {
      String needed =
          switch (truth) {
            case Truth.Publish _ -> "publish";
            case Truth.Time _ -> "update.time";
            case Truth.Probe(Way.Kind way) -> way.toString();
            case Truth.FastPoll _ -> Way.Kind.POLL.toString();
            case Truth.Counters _ -> "";
          };
      throw new BadKeyException("truth", "%s needs key '%s'".formatted(truth, needed));
    }
    if (publish.map(Publish::action).orElse(null) instanceof Publish.Message
        && !ways.containsKey(Way.Kind.WEBSOCKET)) {
      throw new BadKeyException("publish", "send needs key 'websocket'");
    }
  }

  /** The way of a kind, if clients can listen so. */
  public <W extends Way> Optional<W> way(Class<W> type) {
    return ways.values().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Why clients cannot listen by a strategy; empty if they can. */
  public Optional<String> refusal(Strategy strategy) {
    var kind = Way.Kind.of(strategy);
    return ways.containsKey(kind)
        ? Optional.empty()
        : Optional.of(
            "strategy %s needs key '%s' in target %s, which has %s"
                .formatted(
                    strategy,
                    kind,
                    name,
                    ways.keySet().stream()
                        .map(Way.Kind::toString)
                        .collect(Collectors.joining(", "))));
  }

  /** The same with some of its feeds alone. */
  public TargetSpec only(List<String> some) {
    return new TargetSpec(
        name, url, trust, headers, signIn, some, update, ways, publish, truth, process);
  }

  /** Whether it is this machine that is loaded. */
  public boolean isLoopback() {
    String host = url.getHost();
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(?:\\.\\d+){3}");
  }

  /**
   * Whether the server reads the clock of this machine: by its address, or since its process is
   * here.
   */
  public boolean isOnThisHost() {
    return isLoopback() || process.isPresent();
  }

  /** The environment variables that are read, in alphabetical order. */
  public List<String> variables() {
    return templates()
        .flatMap(text -> text.placeholders().stream())
        .filter(placeholder -> placeholder.kind() == Kind.ENV)
        .map(Placeholder::name)
        .distinct()
        .sorted()
        .toList();
  }

  /** What is secret, as far as it is known before any client has signed in. */
  public Secrets secrets(Function<String, Optional<String>> environment) {
    return Secrets.of(this, environment);
  }

  /** The requests, in the order of the keys. */
  Stream<RequestForm> requests() {
    Stream<RequestForm> published =
        publish.map(Publish::action).stream()
            .filter(Publish.Request.class::isInstance)
            .map(action -> ((Publish.Request) action).request());
    return Stream.of(
            signIn.stream().map(SignInStep::request),
            ways.values().stream().map(Way::request),
            published)
        .flatMap(requests -> requests);
  }

  /** All texts, of which some are there twice. */
  Stream<Template> templates() {
    return Stream.of(
            headers.values().stream(),
            signIn.stream().flatMap(step -> step.request().templates()),
            ways.values().stream().flatMap(Way::templates),
            publish.stream().flatMap(Publish::templates))
        .flatMap(templates -> templates);
  }
}
