package dev.pushpull.suite;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH's own output formats, changed in what they print. */
final class JmhOutput {

  /** What JMH tells of its progress and results. */
  private static final Set<String> REPORTS =
      Set.of(
          "startRun", "endRun", "startBenchmark", "endBenchmark", "iteration", "iterationResult");

  private JmhOutput() {}

  /** All that a fork and JMH print but its reports: phases and results are read elsewhere. */
  static OutputFormat withoutReports(PrintStream out) {
    return changed(
        OutputFormatFactory.createFormatInstance(out, VerboseMode.EXTRA),
        (method, _) -> REPORTS.contains(method));
  }

  /** The same as the target, but its lines are printed by somebody else. */
  static OutputFormat withLines(OutputFormat target, Consumer<String> println) {
    return changed(
        target,
        (method, args) -> {
          if (!method.equals("println")) {
            return false;
          }
          println.accept((String) args[0]);
          return true;
        });
  }

  /**
   * The same as the target, but for some calls.
   *
   * @param taker given a method's name and arguments; true where the call is dealt with
   */
  private static OutputFormat changed(OutputFormat target, BiPredicate<String, Object[]> taker) {
    return (OutputFormat)
        Proxy.newProxyInstance(
            OutputFormat.class.getClassLoader(),
            new Class<?>[] {OutputFormat.class},
            (_, method, args) -> {
              if (taker.test(method.getName(), args)) {
                return null;
              }
              try {
                return method.invoke(target, args);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
