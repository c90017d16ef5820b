package dev.pushpull.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = Verbosity.OPTION,
      description = "Show log messages, and the full cause of an error.")
  boolean verbose;
}
