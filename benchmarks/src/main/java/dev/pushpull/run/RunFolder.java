package dev.pushpull.run;

import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the folder of every run is held to, whether it holds a sweep, single operations, or both:
 * its name, what may lie in it before, and a lock so that two processes never write one run.
 */
public final class RunFolder {

  /** A sweep's results. */
  public static final String RESULTS = "results.json";

  /** The results of single operations. */
  public static final String OPERATIONS = "operations.json";

  private static final String LOCK = ".lock";

  private RunFolder() {}

  /**
   * A run's id: wall clock, then what it is called, such as {@code 20261123-220500-quick}.
   *
   * @param name of the suite
   */
  public static String newRunId(LocalDateTime now, String name) {
    return time(now) + "-" + name;
  }

  /** A wall clock's time in a folder's name, such as {@code 20261123-220500}. */
  public static String time(LocalDateTime now) {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(now);
  }

  /**
   * Makes a folder below {@code parent} for a new run. No two processes get the same one, even if
   * they ask at one moment.
   *
   * @param parent usually {@code results}
   * @throws RunDirectoryException if it cannot be made; the message names it
   */
  public static Path claim(Path parent, String runId) throws RunDirectoryException {
    Path path = parent.resolve(runId);
    try {
      Files.createDirectories(parent);
      for (int i = 2; !isMine(path); i++) {
        path = parent.resolve(runId + "-" + i);
      }
      return path;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static boolean isMine(Path path) throws IOException {
    try {
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** The id of the run in a folder: the folder's name. */
  public static String runId(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  /**
   * Sees to it that a folder is new or empty.
   *
   * @throws RunDirectoryException that says what lies there
   */
  public static void requireUnused(Path path) throws RunDirectoryException {
    if (Files.exists(path.resolve(RESULTS)) || Files.exists(path.resolve(OPERATIONS))) {
      throw new RunDirectoryException(
          "folder '%s' holds another run; give another with --out, or resume it with --resume %s"
              .formatted(path, path));
    }
    if (Files.isDirectory(path) && isFilled(path)) {
      throw new RunDirectoryException(
          "folder '%s' is not empty; give a new or empty one with --out".formatted(path));
    }
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new RunDirectoryException(
          "'%s' is a file, not a folder; give a new or empty folder with --out".formatted(path));
    }
  }

  private static boolean isFilled(Path path) throws RunDirectoryException {
    try (var files = Files.list(path)) {
      return files.anyMatch(file -> !file.endsWith(LOCK));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** A folder that cannot be written, and what to do. */
  public static RunDirectoryException unwritable(Path path, IOException cause) {
    return new RunDirectoryException(
        "folder '%s' cannot be written (%s); give another with --out"
            .formatted(path, Reason.of(cause)),
        cause);
  }

  /**
   * The text of a results file in a run's folder.
   *
   * @param name such as {@link #RESULTS}
   * @throws IOException if it cannot be read; the message says why
   */
  public static String results(Path path, String name) throws IOException {
    if (Files.isRegularFile(path)) {
      throw new IOException("'%s' is a file; give the run's folder".formatted(path));
    }
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no " + file);
    }
    return text(file);
  }

  /**
   * A file's text.
   *
   * @throws IOException if it cannot be read; the message names it
   */
  public static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8 text; it may be truncated", e);
    } catch (FileSystemException e) {
      throw new IOException("%s cannot be read (%s)".formatted(file, Reason.of(e)), e);
    }
  }

  /**
   * Locks a run's folder until the channel is closed.
   *
   * @throws RunDirectoryException if another process writes it
   */
  public static FileChannel lock(Path path) throws IOException, RunDirectoryException {
    var channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new RunDirectoryException(
          "folder '%s' is in use by another process; wait until it has finished".formatted(path));
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
