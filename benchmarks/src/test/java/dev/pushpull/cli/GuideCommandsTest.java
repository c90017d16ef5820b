package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.record.Recording;
import dev.pushpull.result.ResultJson;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.testkit.SampleRecording;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.tune.recorded.RecordedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every command in the guides is understood: what is cheap is run, the rest is read as far as it
 * can be without starting anything.
 */
class GuideCommandsTest {

  private static final Path REFERENCE = Path.of("../results/reference");

  /** A JVM that is missing: JMH checks everything else before it. */
  private static final List<String> NO_JVM = List.of("-jvm", "/no/java");

  @TempDir static Path temp = Path.of("");

  @BeforeAll
  static void storeWhatCommandsName() throws IOException {
    for (Guide guide : Guide.all()) {
      for (var file : guide.files().entrySet()) {
        Files.writeString(temp.resolve(file.getKey()), file.getValue());
      }
    }
    store("RUN", "poll@500ms,websocket");
    Files.writeString(
        Files.createDirectory(temp.resolve("vehicles")).resolve(Recording.FILE),
        ResultJson.write(
            SampleRecording.of(600, 0, null, SampleRecording.poisson("c1", 1, 1, 600, 0))));
    store("BASE", "poll@500ms,websocket");
    store("CANDIDATE", "poll@500ms,poll@600ms,websocket");
  }

  private static void store(String name, String strategies) {
    String folder = temp.resolve(name).toString();
    var args = List.of("run", "--strategies", strategies, "--repeats", "5", "--out", folder);
    assertThat(new Outcome(args).code).isEqualTo(ExitCode.OK);
  }

  static Stream<Guide.Command> pushpull() {
    return commands().filter(command -> !command.text().startsWith("mvn"));
  }

  static Stream<Guide.Command> maven() {
    return commands().filter(command -> command.text().startsWith("mvn"));
  }

  private static Stream<Guide.Command> commands() {
    return Guide.all().stream().flatMap(guide -> guide.commands().stream()).distinct();
  }

  @ParameterizedTest
  @MethodSource("pushpull")
  void isUnderstood(Guide.Command command) throws Exception {
    var args = arguments(command);
    if (!command.fenced() && args.size() < 2 && !args.equals(options(args))) { // only its name
      assertThat(Outcome.line().getSubcommands().keySet()).containsAll(args);
      return;
    }
    CommandLine.ParseResult parsed = Outcome.line().parseArgs(args.toArray(String[]::new));
    if (args.contains("--help")) {
      return;
    }
    switch (parsed.subcommand().commandSpec().userObject()) {
      case RunCommand _ -> succeeds(with(args, List.of("--dry-run")));
      case TargetsCommand targets when targets.check -> // No such server runs.
          succeeds(args.stream().filter(argument -> !argument.equals("--check")).toList());
      case ReportCommand _, TargetsCommand _ -> succeeds(args);
      case CompareCommand _ ->
          assertThat(new Outcome(args).code).isIn(ExitCode.OK, ExitCode.FAILED);
      case RecordCommand record ->
          assertThat(record.recording.asked().plan().clients()).isNotEmpty();
      case TuneCommand tune -> assertThat(isAsked(tune)).isTrue();
      case SimulateCommand simulate when simulate.options.path("--replay").isPresent() ->
          assertThat(simulate.options.path("--replay").orElseThrow()).isDirectory();
      case SimulateCommand simulate -> assertThat(simulate.sweep.spec().cells()).isNotEmpty();
      case ServeCommand _ ->
          assertThat(parsed.subcommand().commandSpec().commandLine().getUsageMessage())
              .contains(with(List.of("serve"), options(args)));
      case JmhCommand _ when !args.contains("-l") ->
          assertThat(new Outcome(with(args, NO_JVM)).err).startsWith("pushpull jmh: -jvm must be");
      case JmhCommand _, DoctorCommand _ -> assertThat(args).hasSizeLessThan(3);
      default -> throw new AssertionError("no check for " + command);
    }
  }

  private static boolean isAsked(TuneCommand tune) throws Exception {
    if (tune.recording.isGiven()) {
      var spec = tune.recording.asked().spec();
      return !tune.question.checkRecording(spec).objectives().isEmpty();
    }
    Optional<RecordedRun> recorded = tune.question.recorded();
    if (recorded.isPresent()) {
      return !tune.question.ofRecorded(recorded, 1, false).objectives().isEmpty();
    }
    return tune.question.jobs().isPresent() || !tune.question.question().objectives().isEmpty();
  }

  @ParameterizedTest
  @MethodSource("maven")
  void isAMavenCommandOfThisBuild(Guide.Command command) throws IOException {
    String builds = Files.readString(Path.of("../pom.xml")) + Files.readString(Path.of("pom.xml"));
    for (String argument : command.arguments()) {
      if (argument.startsWith("-P")) {
        assertThat(builds).contains("<id>" + argument.substring(2) + "</id>");
      } else if (argument.startsWith("-Dsuite=")) {
        assertThat(
                Stream.of(SuiteFile.BUILT_IN, SuiteFile.BUILT_IN_OPERATIONS).flatMap(List::stream))
            .contains(argument.substring("-Dsuite=".length()));
      } else {
        assertThat(argument).isIn("test", "verify", "validate", "-Dformat");
      }
    }
  }

  private static void succeeds(List<String> args) {
    var outcome = new Outcome(args);
    assertThat(outcome.err).isEmpty();
    assertThat(outcome.code).isEqualTo(ExitCode.OK);
    assertThat(outcome.out).isNotEmpty();
  }

  private static List<String> options(List<String> args) {
    return args.stream().filter(arg -> arg.startsWith("--")).toList();
  }

  private static List<String> with(List<String> args, List<String> more) {
    var all = new ArrayList<>(args);
    more.stream().filter(arg -> !all.contains(arg)).forEach(all::add);
    return all;
  }

  /** The command's arguments; what stands for a user's own folder, file or host is replaced. */
  private static List<String> arguments(Guide.Command command) {
    Set<String> writing = Set.of("run", "report", "compare");
    boolean readsOnly = !writing.contains(command.arguments().getFirst());
    var own = Map.of("HOST:7070", "127.0.0.1:7070", "TOKEN", "0123456789abcdef0123456789abcdef");
    return command.arguments().stream()
        .map(
            argument -> {
              String name = argument.replaceFirst("^results/", "").replace("<run-id>", "RUN");
              if (name.equals("reference") || (readsOnly && name.equals("RUN"))) {
                return (readsOnly ? REFERENCE : temp.resolve("RUN")).toString();
              }
              boolean stored = Files.exists(temp.resolve(name));
              return stored ? temp.resolve(name).toString() : own.getOrDefault(name, argument);
            })
        .toList();
  }

  /** What a command printed, and how it ended; sample results stand for measured ones. */
  private static final class Outcome {
    private final int code;
    private final String out;
    private final String err;

    Outcome(List<String> args) {
      var printed = new StringWriter();
      var complained = new StringWriter();
      code =
          line()
              .setOut(new PrintWriter(printed))
              .setErr(new PrintWriter(complained))
              .execute(args.toArray(String[]::new));
      out = printed.toString();
      err = complained.toString();
    }

    static CommandLine line() {
      return Main.commandLine(new SampleRunner());
    }
  }
}
