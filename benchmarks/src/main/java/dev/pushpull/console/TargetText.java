package dev.pushpull.console;

import dev.pushpull.spec.target.Preset;
import dev.pushpull.spec.target.Publish;
import dev.pushpull.spec.target.Secrets;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Trust;
import dev.pushpull.spec.target.Truth;
import dev.pushpull.spec.target.Way;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.text.Grid;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Target files in words. */
public final class TargetText {

  private static final int MAX_NAMES = 5;

  private TargetText() {}

  /** The presets with an example each. */
  public static String presets() {
    var text = new StringBuilder("Presets of target files, with an example each:\n");
    for (Preset preset : Preset.values()) {
      text.append("\n# %s: %s\n%s".formatted(preset, preset.description(), preset.example()));
    }
    return text.toString();
  }

  /** What a file says, without secrets. */
  public static String of(TargetSpec spec, Function<String, Optional<String>> environment) {
    Secrets secrets = spec.secrets(environment);
    var grid = new Grid(false);
    grid.add(List.of("server", spec.url() + certificates(spec)));
    grid.add(List.of("feeds", feeds(spec.feeds())));
    spec.signIn().forEach(step -> grid.add(List.of("sign-in", step.request().toString())));
    spec.ways().forEach((kind, way) -> grid.add(List.of(kind.toString(), way(spec, way))));
    grid.add(List.of("version", spec.update().version().toString()));
    spec.update()
        .time()
        .ifPresent(time -> grid.add(List.of("time", time.at() + " in " + time.unit())));
    spec.publish().ifPresent(publish -> grid.add(List.of("publish", publish(publish))));
    grid.add(List.of("truth", truth(spec.truth())));
    spec.process().ifPresent(pid -> grid.add(List.of("process", Long.toString(pid))));
    grid.add(List.of("variables", variables(spec, secrets)));
    return grid.lines().stream()
        .map(line -> Printable.line(secrets.redactor().hide(line)) + "\n")
        .collect(Collectors.joining("", Printable.line(spec.name()) + "\n", ""));
  }

  private static String certificates(TargetSpec spec) {
    return switch (spec.trust()) {
      case Trust.Usual _ -> "";
      case Trust.Pem pem -> ", certificates of " + pem.file();
      case Trust.Any _ -> ", any certificate";
    };
  }

  private static String feeds(List<String> feeds) {
    String names = feeds.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    return "%s: %s%s".formatted(feeds.size(), names, feeds.size() > MAX_NAMES ? ", …" : "");
  }

  private static String way(TargetSpec spec, Way way) {
    String request = way.request().toString();
    return way instanceof Way.WebSocket
        ? request.replaceFirst("GET", "https".equals(spec.url().getScheme()) ? "wss" : "ws")
        : request;
  }

  private static String publish(Publish publish) {
    return switch (publish.action()) {
      case Publish.Request(var request) -> request.toString();
      case Publish.Message _ -> "a message on the WebSocket";
    };
  }

  private static String truth(Truth truth) {
    String meaning =
        switch (truth) {
          case Truth.Publish _ ->
              "an update was published between its request and its answer or first sight";
          case Truth.Time _ -> "updates say when they were published";
          case Truth.Probe _ -> "an update was published at its first sight or before";
          case Truth.FastPoll _ -> "an update was published between two requests";
          case Truth.Counters _ -> "versions are counted, and nothing is timed";
        };
    return truth + ": " + meaning;
  }

  private static String variables(TargetSpec spec, Secrets secrets) {
    return spec.variables().isEmpty()
        ? "none"
        : spec.variables().stream()
            .map(name -> name + (secrets.missing().contains(name) ? " (not set)" : " (set)"))
            .collect(Collectors.joining(", "));
  }
}
