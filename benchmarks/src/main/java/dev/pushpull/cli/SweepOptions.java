package dev.pushpull.cli;

import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.plan.TargetSweep;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.sut.options.TextOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say what a run measures. They are read by {@link Overrides}, strictly. */
final class SweepOptions {

  private static final String SUITE = "--suite";
  private static final String REQUIRE = "--require";
  private static final String TARGET = "--target";

  /** In the order in which they are applied: the engine before strategies that name their own. */
  private final TextOptions options =
      TextOptions.of(SweepOptions.class, "options/sweep.txt", Map.of("{paces}", Pace.forms()));

  @Mixin CommandSpec texts = options.spec();

  /** Whether anything was asked for. */
  boolean given() {
    return !options.given().isEmpty();
  }

  /** The suite that is named, if one is. */
  Optional<String> suite() {
    return options.text(SUITE);
  }

  /**
   * The sweep that was asked for.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  SweepSpec spec() {
    var overrides =
        new Overrides(
            options.texts(name -> !name.equals(SUITE) && !name.equals(REQUIRE)),
            options.readAll(REQUIRE, Requirement::parse));
    SweepSpec spec =
        onTarget(overrides.applyTo(preset().or(this::ofTarget).orElseGet(this::loaded)));
    RequirementCheck.checkAnswerable(spec);
    return spec;
  }

  /** What is usual for somebody else's server, unless a suite says what to measure. */
  private Optional<SweepSpec> ofTarget() {
    return suite().isPresent()
        ? Optional.empty()
        : options.read(TARGET, file -> TargetSweep.usual(TargetFile.read(Path.of(file))));
  }

  private static SweepSpec onTarget(SweepSpec spec) {
    Optional<Path> file = spec.setup().targetFile();
    if (file.isEmpty()) {
      return spec;
    }
    Path path = file.get().toAbsolutePath().normalize();
    return TargetSweep.of(spec.with(spec.setup().withTarget(path)), TargetFile.read(path));
  }

  /** The options given that are a sweep's own: all but the suite. */
  List<String> ofSweepOnly() {
    return options.given().stream().filter(name -> !name.equals(SUITE)).toList();
  }

  /** What is usual for the scenario, unless a suite says what to measure. */
  private Optional<SweepSpec> preset() {
    return suite().isPresent()
        ? Optional.empty()
        : options
            .read("--scenario", Scenario::parse)
            .flatMap(Scenario::preset)
            .map(Scenario.Preset::sweep);
  }

  private SweepSpec loaded() {
    return TextOptions.named(SUITE, SuiteFile::load).apply(suite().orElse("quick"));
  }
}
