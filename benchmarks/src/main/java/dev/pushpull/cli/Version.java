package dev.pushpull.cli;

import dev.pushpull.machine.EnvironmentCapture;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "pushpull " + EnvironmentCapture.version(),
      "Java %s, %s %s"
          .formatted(
              System.getProperty("java.runtime.version"),
              System.getProperty("os.name"),
              System.getProperty("os.arch"))
    };
  }
}
