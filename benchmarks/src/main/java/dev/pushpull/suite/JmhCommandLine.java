package dev.pushpull.suite;

import dev.pushpull.operation.fork.FigureProfiler;
import dev.pushpull.suite.Benchmarks.Known;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.util.UnCloseablePrintStream;

/**
 * JMH by its own command line, with our profiler added, and with one line in place of a stack trace
 * where a user's mistake is the cause.
 */
public final class JmhCommandLine {

  private JmhCommandLine() {}

  /**
   * Runs JMH.
   *
   * @param args JMH's own
   * @param traces whether stack traces are wanted even of a user's mistakes
   * @return empty if all ended well; if a fork failed, which JMH itself does not tell by its exit
   *     code, why, for a user, each line once: none if JMH printed a trace
   * @throws IllegalArgumentException if JMH cannot be asked for this; nothing was run
   * @throws IOException if nothing can be run; the message says why
   */
  public static Optional<List<String>> run(List<String> args, boolean traces) throws IOException {
    var withProfiler = new ArrayList<>(args);
    withProfiler.addAll(List.of("-prof", FigureProfiler.class.getName()));
    CommandLineOptions options = options(withProfiler);
    if (asksForAList(options)) {
      org.openjdk.jmh.Main.main(args.toArray(String[]::new));
      return Optional.empty();
    }
    check(options, args);
    Readiness.checkTemporaryFolder();
    return run(options, traces);
  }

  private static CommandLineOptions options(List<String> args) {
    try {
      return new CommandLineOptions(args.toArray(String[]::new));
    } catch (CommandLineOptionException | IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      // JMH names its own class here.
      String why = message.startsWith("No enum constant") ? "-rf: unknown format" : message;
      throw new IllegalArgumentException(why + "; 'pushpull jmh -h' lists the options", e);
    }
  }

  private static boolean asksForAList(CommandLineOptions options) {
    return options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }

  /** What JMH lets pass in silence, or finds out late. */
  private static void check(CommandLineOptions options, List<String> args) {
    List<Known> asked = asked(options);
    if (asked.isEmpty()) {
      throw new IllegalArgumentException(
          "no benchmark matches '%s'; 'pushpull jmh -l' lists them"
              .formatted(String.join(" ", options.getIncludes())));
    }
    for (int i = 0; i + 1 < args.size(); i++) {
      if (args.get(i).equals("-p")) {
        String[] param = args.get(i + 1).split("=", 2); // which JMH has seen to
        Benchmarks.check(asked, param[0], List.of(param[1].split(",", -1)));
      }
    }
    options.getProfilers().forEach(JmhCommandLine::checkProfiler);
    if (options.getResult().hasValue()) {
      checkResultFile(Path.of(options.getResult().get()));
    }
    checkJvm(options.getJvm().orElse("java"));
  }

  /** JMH would find it out when all is measured. */
  private static void checkResultFile(Path file) {
    try {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "-rff cannot be written: %s (%s)".formatted(file, Reason.of(e)), e);
    }
  }

  /** A bare name is looked up by the system. */
  private static void checkJvm(String jvm) {
    if (jvm.contains("/") && !Files.isExecutable(Path.of(jvm))) {
      throw new IllegalArgumentException(
          "-jvm must be an executable program, but is '" + jvm + "'");
    }
  }

  private static List<Known> asked(CommandLineOptions options) {
    try {
      return Benchmarks.matching(options.getIncludes(), options.getExcludes());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "invalid regular expression '%s': %s".formatted(e.getPattern(), e.getDescription()), e);
    }
  }

  private static void checkProfiler(ProfilerConfig profiler) {
    try {
      ProfilerFactory.getProfilerOrException(profiler);
    } catch (ProfilerException e) {
      String why =
          e.getCause() instanceof ClassNotFoundException
              ? "unknown profiler; 'pushpull jmh -lprof' lists them"
              : String.valueOf(e.getMessage()).strip();
      throw new IllegalArgumentException("-prof %s: %s".formatted(profiler.getKlass(), why), e);
    }
  }

  private static Optional<List<String>> run(CommandLineOptions options, boolean traces)
      throws IOException {
    PrintStream console = System.out;
    var output = new PlainOutput(format(options, console), traces);
    try (PrintStream out = printed(console, output, traces);
        var _ = RedirectedOutput.ofOut(out)) {
      new Runner(options, output.format()).run();
      return output.hasFailed() ? Optional.of(output.lines()) : Optional.empty();
    } catch (RunnerException e) {
      if (e.getCause() instanceof BenchmarkException) {
        return Optional.of(output.lines());
      }
      throw new IOException(why(e), e);
    }
  }

  private static String why(RunnerException e) {
    String message = String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "");
    return message.contains("jmh.ignoreLock")
        ? "another JMH is running on this machine; wait for it, or accept disturbed results with"
            + " JAVA_TOOL_OPTIONS=-Djmh.ignoreLock=true"
        : message;
  }

  /** What forks print themselves goes to the console at once, but for their line for the user. */
  private static PrintStream printed(PrintStream console, PlainOutput output, boolean traces) {
    return LineStream.to(
        line -> {
          Optional<String> told = ForkLines.printed(line);
          told.ifPresent(output::told);
          if (told.isEmpty() || traces) {
            console.println(line);
          }
        });
  }

  private static OutputFormat format(CommandLineOptions options, PrintStream console) {
    boolean toFile = options.getOutput().hasValue();
    try {
      return OutputFormatFactory.createFormatInstance(
          toFile
              ? new PrintStream(options.getOutput().get(), StandardCharsets.UTF_8)
              : new UnCloseablePrintStream(console, StandardCharsets.UTF_8),
          options.verbosity().orElse(Defaults.VERBOSITY));
    } catch (IOException e) {
      throw new IllegalArgumentException("-o cannot be written: " + e.getMessage(), e);
    }
  }
}
