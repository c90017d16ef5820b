package dev.pushpull.engine.browser;

import dev.pushpull.sut.proc.OptionalProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium with a profile of its own. It is spoken to by a pipe rather than a port:
 * nobody else can reach it, and it ends when the pipe does, which the kernel closes when this JVM
 * dies, however it dies.
 */
public final class Chromium implements AutoCloseable {

  /** What people are told who have none. */
  public static final String NONE =
      "--engine browser needs Chromium, which is not on the PATH: "
          + OptionalProgram.CHROMIUM.remedy();

  private static final List<String> OPTIONS =
      List.of(
          "--headless=new",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-background-timer-throttling",
          "--disable-renderer-backgrounding",
          "--disable-backgrounding-occluded-windows",
          "--no-proxy-server",
          // The page did not come from the server's address, though it has the server's origin:
          // without this its WebSocket would be taken for a public page's.
          "--disable-features=LocalNetworkAccessChecksWebSockets",
          "--remote-debugging-pipe");

  /** A shell hands the process's pipes over as the descriptors 3 and 4 that Chromium wants. */
  private static final List<String> THROUGH_PIPES =
      List.of("/bin/sh", "-c", "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null", "sh");

  /** A connection that no request asked for would be counted, and hide the one that one did. */
  private static final String PREFERENCES = "{\"net\":{\"network_prediction_options\":2}}";

  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final DevTools tools;
  private final Path profile;
  private final Thread hook = new Thread(this::end, "chromium-end");

  private Chromium(Process process, Path profile) {
    this.process = process;
    this.tools = new DevTools(process.getInputStream(), process.getOutputStream());
    this.profile = profile;
  }

  /**
   * Starts one.
   *
   * @param found the program, empty if the machine has none
   * @throws IOException if the machine has none, or it cannot be started
   */
  static Chromium start(Optional<Path> found) throws IOException {
    Path program = found.orElseThrow(() -> new IOException(NONE));
    Path profile = Files.createTempDirectory("pushpull-chromium-");
    var command = new ArrayList<>(THROUGH_PIPES);
    command.add(program.toString());
    command.addAll(OPTIONS);
    if (System.getProperty("user.name").equals("root")) {
      command.add("--no-sandbox"); // Chromium refuses to have one as root.
    }
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    try {
      Path preferences = profile.resolve("Default").resolve("Preferences");
      Files.createDirectories(preferences.getParent());
      Files.writeString(preferences, PREFERENCES);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var chromium = new Chromium(process, profile);
      Runtime.getRuntime().addShutdownHook(chromium.hook);
      return chromium;
    } catch (IOException e) {
      delete(profile);
      throw e;
    }
  }

  /** How to speak to it, until it ends. */
  DevTools tools() {
    return tools;
  }

  /** Ends it, waits for that, and removes its profile. Never throws. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is ending; the hook does no harm a second time.
    }
  }

  private void end() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    delete(profile);
  }

  /** As far as it can be: a process of Chromium's that is about to end may still write. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException _) {
      // Left to whoever clears the folder for temporary files.
    }
  }
}
