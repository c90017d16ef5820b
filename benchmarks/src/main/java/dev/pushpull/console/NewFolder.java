package dev.pushpull.console;

import dev.pushpull.run.AtomicFiles;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Where a command writes: the folder that was asked for, else one of its own below results. */
public final class NewFolder {

  private static final Path RESULTS = Path.of("results");

  private NewFolder() {}

  /**
   * For a run, named after the time and its suite.
   *
   * @throws RunDirectoryException if a new one cannot be made
   */
  public static Path ofRun(Optional<Path> asked, String suite) throws RunDirectoryException {
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
    return asked.isPresent()
        ? asked.get()
        : RunFolder.claim(RESULTS, RunFolder.newRunId(now, suite));
  }

  /**
   * For advice, named after the time.
   *
   * @throws RunDirectoryException if a new one cannot be made
   */
  public static Path ofAdvice(Optional<Path> asked) throws RunDirectoryException {
    return of(asked, "tune");
  }

  /**
   * For a recording, named after the time.
   *
   * @throws RunDirectoryException if a new one cannot be made
   */
  public static Path ofRecording(Optional<Path> asked) throws RunDirectoryException {
    return of(asked, "record");
  }

  private static Path of(Optional<Path> asked, String what) throws RunDirectoryException {
    String id = what + "-" + RunFolder.time(LocalDateTime.now(ZoneId.systemDefault()));
    return asked.isPresent() ? asked.get() : RunFolder.claim(RESULTS, id);
  }

  /**
   * Writes files, each wholly or not at all.
   *
   * @param files name to text
   * @throws RunDirectoryException that names the folder
   */
  public static void write(Path folder, Map<String, String> files) throws RunDirectoryException {
    try {
      Files.createDirectories(folder);
      for (var file : files.entrySet()) {
        AtomicFiles.replace(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw RunFolder.unwritable(folder, e);
    }
  }
}
