package dev.pushpull.run;

import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run's folder while it runs, whatever is measured in it: made or resumed, and locked, so that
 * two processes never write one run. One thread.
 */
public abstract class OpenRun implements AutoCloseable {

  private final Path path;
  private final FileChannel lockFile;

  /**
   * Locks the folder.
   *
   * @throws RunDirectoryException if another process writes it
   */
  protected OpenRun(Path path) throws IOException, RunDirectoryException {
    this.path = path;
    this.lockFile = RunFolder.lock(path);
  }

  /** Sees to it that a run may be made in a folder. */
  @FunctionalInterface
  protected interface Unused {
    /** Throws if it may not, and says what lies there. */
    void check(Path path) throws RunDirectoryException;
  }

  /** Opens a folder that exists. */
  @FunctionalInterface
  protected interface Opening<R> {
    /** Locks it. */
    R open() throws IOException, RunDirectoryException;
  }

  /** Writes what a new run's folder holds from its beginning. */
  @FunctionalInterface
  protected interface Beginning<R> {
    /** Writes it. */
    void begin(R run) throws IOException;
  }

  /**
   * Makes a run's folder. What it holds is checked once more when nobody else can write: two runs
   * may have found it empty.
   *
   * @throws RunDirectoryException if it holds anything else or cannot be written
   */
  protected static <R extends OpenRun> R createRun(
      Path path, Unused unused, Opening<R> opening, Beginning<R> beginning)
      throws RunDirectoryException {
    unused.check(path);
    try {
      Files.createDirectories(path);
      R run = opening.open();
      try {
        unused.check(path);
        beginning.begin(run);
        run.rewrite();
        return run;
      } catch (IOException | RunDirectoryException e) {
        run.close();
        throw e;
      }
    } catch (IOException e) {
      throw RunFolder.unwritable(path, e);
    }
  }

  /**
   * Opens a run that was broken off.
   *
   * @throws RunDirectoryException if there is none, it is finished, or another process writes it
   */
  protected static <R extends OpenRun> R resumeRun(Path path, Opening<R> opening)
      throws RunDirectoryException {
    try {
      R run = opening.open();
      if (run.isFinished()) {
        run.close();
        throw new RunDirectoryException(
            "run '%s' is finished, nothing is left to resume; see it with: pushpull report %s"
                .formatted(run.runId(), path));
      }
      run.rewrite();
      return run;
    } catch (IOException e) {
      throw new RunDirectoryException(
          "folder '%s' cannot be resumed: %s".formatted(path, Reason.withFile(e)), e);
    }
  }

  /** Writes the results so far. */
  protected abstract void rewrite() throws IOException;

  /** What the run is called. */
  protected abstract String runId();

  /** Whether nothing is left to run. */
  protected abstract boolean isFinished();

  /** The run's folder. */
  public final Path path() {
    return path;
  }

  /** Writes a file made of the results, such as {@code summary.md}. */
  public final void write(String name, String text) throws IOException {
    AtomicFiles.replace(path.resolve(name), text);
  }

  /** Lets another process write the run. */
  @Override
  public final void close() throws IOException {
    lockFile.close();
  }
}
