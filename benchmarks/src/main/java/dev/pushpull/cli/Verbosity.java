package dev.pushpull.cli;

import java.util.Arrays;

/** {@code --verbose}, which every command has. */
final class Verbosity {

  static final String OPTION = "--verbose";

  /** Must be set before the first logger is made. */
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private Verbosity() {}

  /** Turns logging up or keeps it quiet, by the arguments, before anything is logged. */
  static void apply(String[] args) {
    boolean verbose = Arrays.asList(args).contains(OPTION);
    System.setProperty(LOG_LEVEL, verbose ? "debug" : "warn");
  }
}
