package dev.pushpull.cli;

import dev.pushpull.record.live.RecordingPlan;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Settings;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.options.TextOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say which server is recorded and for how long, read strictly. */
final class RecordOptions {

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofDays(7);
  private static final int MOST_REQUESTS = 100_000;
  private static final int USUAL_REQUESTS = Setup.USUAL.maxRequestsPerSecond();

  private final TextOptions options = TextOptions.of(RecordOptions.class, "options/recording.txt");

  @Mixin CommandSpec texts = options.spec();

  /** Whether a server is to be recorded. */
  boolean isGiven() {
    return options.path("--target").isPresent();
  }

  /**
   * Checks that nothing is asked of a recording where there is to be none.
   *
   * @throws IllegalArgumentException that names an option
   */
  RecordOptions checkUnused() {
    options.given().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(name + " needs --target FILE, to record a server");
            });
    return this;
  }

  /**
   * What is to be recorded.
   *
   * @throws IllegalArgumentException that names option, bound and value
   * @throws IOException if the target file cannot be read
   */
  LiveRecording asked() throws IOException {
    Path file =
        options
            .path("--target")
            .orElseThrow(
                () -> new IllegalArgumentException("--target FILE is required: what to record"));
    Duration length =
        options
            .read(
                "--for", text -> Durations.check("a recording", Durations.parse(text), LEAST, MOST))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--for TIME is required: how long to record, such as --for 10m"));
    int most = options.read("--max-requests", RecordOptions::most).orElse(USUAL_REQUESTS);
    TargetSpec spec = only(TargetFile.read(file), options.all("--feed"));
    RecordingPlan plan = RecordingPlan.of(spec);
    plan.check(most);
    return new LiveRecording(file, most, spec, plan, length);
  }

  private static int most(String text) {
    return Settings.check("max-requests", Settings.whole("max-requests", text), 1, MOST_REQUESTS);
  }

  /** Whether only some feeds are recorded. */
  boolean choosesFeeds() {
    return !options.all("--feed").isEmpty();
  }

  private static TargetSpec only(TargetSpec spec, List<String> feeds) {
    for (String feed : feeds) {
      if (!spec.feeds().contains(feed)) {
        throw new IllegalArgumentException(
            "--feed: target %s has no feed '%s'".formatted(spec.name(), feed));
      }
    }
    return feeds.isEmpty() ? spec : spec.only(feeds);
  }
}
