package dev.pushpull.run;

import dev.pushpull.result.ResultJson;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run's folder while it runs, whatever is measured in it: made or resumed, and locked, so that
 * two processes never write one run. Each unit of work writes into a folder of its own until it is
 * finished; the results are made of what is finished and rewritten as a whole, so that a process
 * killed at any moment loses only the unit that ran. One thread.
 *
 * @param <R> the results so far
 * @param <U> what names a unit of work
 */
public abstract class OpenRun<R, U> implements AutoCloseable {

  private final Path path;
  private final String file;
  private R results;
  private @Nullable FileChannel lockFile;

  /**
   * Not locked yet.
   *
   * @param file the name of the results' file, such as {@link RunFolder#RESULTS}
   */
  protected OpenRun(Path path, String file, R results) {
    this.path = path;
    this.file = file;
    this.results = results;
  }

  /** Reads or writes a folder. */
  @FunctionalInterface
  protected interface Access<T> {
    /**
     * Does it.
     *
     * @throws RunDirectoryException if the folder may not be used so; the message says why
     */
    T open() throws IOException, RunDirectoryException;
  }

  /**
   * Makes the folder and locks it. What it holds is checked once more when nobody else can write:
   * two runs may have found it empty.
   *
   * @param begin writes what a new run's folder holds beside its results
   * @throws RunDirectoryException if it holds anything else or cannot be written
   */
  protected final void create(Access<?> begin) throws RunDirectoryException {
    requireUnused();
    try {
      Files.createDirectories(path);
      open(
          () -> {
            requireUnused();
            begin.open();
            return results;
          });
    } catch (IOException e) {
      throw RunFolder.unwritable(path, e);
    }
  }

  /**
   * Opens a run that was broken off.
   *
   * @param stored reads it
   * @throws RunDirectoryException if there is none, it is finished, or another process writes it
   */
  protected static <D extends OpenRun<?, ?>> D resume(Path path, Access<D> stored)
      throws RunDirectoryException {
    try {
      D run = stored.open();
      ((OpenRun<?, ?>) run).reopen();
      return run;
    } catch (IOException e) {
      throw new RunDirectoryException(
          "folder '%s' cannot be resumed: %s".formatted(path, Reason.withFile(e)), e);
    }
  }

  private void reopen() throws IOException, RunDirectoryException {
    open(
        () -> {
          results = withFinished();
          if (isFinished()) {
            throw new RunDirectoryException(
                "run '%s' is finished, nothing is left to resume; see it with: pushpull report %s"
                    .formatted(runId(), path));
          }
          return results;
        });
  }

  /** Locks the folder and stores the results that an access to it gives. */
  private void open(Access<R> access) throws IOException, RunDirectoryException {
    lockFile = RunFolder.lock(path);
    try {
      store(access.open());
    } catch (IOException | RunDirectoryException e) {
      close();
      throw e;
    }
  }

  /**
   * Sees to it that a run may be made in the folder.
   *
   * @throws RunDirectoryException that says what lies there
   */
  protected void requireUnused() throws RunDirectoryException {
    RunFolder.requireUnused(path);
  }

  /** The results with all units that are finished in the folder. */
  protected abstract R withFinished() throws IOException;

  /** What the results call the run. */
  protected abstract String runId();

  /** Whether nothing is left to run. */
  protected abstract boolean isFinished();

  /** The folder that a unit writes into until it is finished. */
  protected abstract Path unfinished(U unit);

  /** The run's folder. */
  public final Path path() {
    return path;
  }

  /** The run with all that is finished. */
  public final R results() {
    return results;
  }

  /** Takes other results and rewrites their file. */
  protected final void store(R changed) throws IOException {
    results = changed;
    write(file, ResultJson.write(changed));
  }

  /** Writes a file made of the results, such as {@code summary.md}. */
  public final void write(String name, String text) throws IOException {
    AtomicFiles.replace(path.resolve(name), text);
  }

  /**
   * Makes the empty folder that a unit writes into until it is finished; what an earlier attempt
   * left is deleted.
   */
  public Path begin(U unit) throws IOException {
    abandon(unit);
    return Files.createDirectories(unfinished(unit));
  }

  /** Deletes what a unit has left that cannot be finished, which makes room on a full disk. */
  public final void abandon(U unit) throws IOException {
    AtomicFiles.delete(unfinished(unit));
  }

  /** Lets another process write the run. */
  @Override
  public final void close() throws IOException {
    if (lockFile != null) {
      lockFile.close();
    }
  }
}
