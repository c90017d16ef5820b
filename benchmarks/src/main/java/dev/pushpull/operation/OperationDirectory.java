package dev.pushpull.operation;

import dev.pushpull.result.AtomicFiles;
import dev.pushpull.result.Environment;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.RunDirectoryException;
import dev.pushpull.result.RunFolder;
import dev.pushpull.result.RunResults;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run's folder while single operations are measured; a finished sweep may lie in it beside.
 *
 * <pre>
 *   operations.json              made of what lies below
 *   operations/suite.json        what was asked for, with the seed of its order
 *   operations/&lt;id&gt;/fork-N.tmp/     what fork N writes into
 *   operations/&lt;id&gt;/fork-N.json     it ended; what it left lies beside, as histograms-N.hlog …
 *   operations/&lt;id&gt;/operation.json  all its forks ended
 * </pre>
 *
 * <p>A process killed at any moment loses the fork that runs, and no other. Holds a lock, so that
 * two processes never write one run. One thread.
 */
public final class OperationDirectory implements AutoCloseable {

  private static final String FOLDER = "operations";
  private static final String SUITE = "suite.json";
  private static final String OPERATION = "operation.json";

  private final Path path;
  private final FileChannel lockFile;
  private final OperationSuite suite;
  private OperationRun run;

  private OperationDirectory(Path path, OperationSuite suite, OperationRun run)
      throws IOException, RunDirectoryException {
    this.path = path;
    this.suite = suite;
    this.run = run;
    this.lockFile = RunFolder.lock(path);
  }

  /**
   * Makes a run's folder, or lets the operations join the finished sweep that lies in it.
   *
   * @throws RunDirectoryException if it holds anything else or cannot be written
   */
  public static OperationDirectory create(Path path, OperationSuite suite, Environment environment)
      throws RunDirectoryException {
    requireUnused(path);
    try {
      Files.createDirectories(path);
      var empty =
          new OperationRun(
              OperationRun.SCHEMA,
              RunFolder.runId(path),
              suite.name(),
              suite.operations(),
              environment,
              List.of(),
              List.of());
      var directory = new OperationDirectory(path, suite, empty);
      directory.begin();
      return directory;
    } catch (IOException e) {
      throw RunFolder.unwritable(path, e);
    }
  }

  /** Looks once more, now that nobody else can write: two runs may have found the folder empty. */
  private void begin() throws IOException, RunDirectoryException {
    try {
      requireUnused(path);
      Files.createDirectories(path.resolve(FOLDER));
      write(FOLDER + "/" + SUITE, OperationJson.write(suite));
      rewrite();
    } catch (IOException | RunDirectoryException e) {
      close();
      throw e;
    }
  }

  private static void requireUnused(Path path) throws RunDirectoryException {
    if (!holdsASweepOnly(path)) {
      RunFolder.requireUnused(path);
    }
  }

  private static boolean holdsASweepOnly(Path path) throws RunDirectoryException {
    if (!Files.exists(path.resolve(RunFolder.RESULTS))
        || Files.exists(path.resolve(RunFolder.OPERATIONS))) {
      return false;
    }
    try {
      RunResults sweep = RunDirectory.read(path);
      if (sweep.inVirtualTime() || sweep.trials().size() < sweep.plannedTrials()) {
        throw new RunDirectoryException(
            "run '%s' is %s, which operations cannot join; give another folder with --out"
                .formatted(sweep.runId(), sweep.inVirtualTime() ? "simulated" : "not finished"));
      }
      return true;
    } catch (IOException e) {
      throw new RunDirectoryException(
          "folder '%s' cannot be joined: %s".formatted(path, Reason.withFile(e)), e);
    }
  }

  /**
   * Opens a run that was broken off.
   *
   * @throws RunDirectoryException if there is none, it is finished, or another process writes it
   */
  public static OperationDirectory resume(Path path) throws RunDirectoryException {
    try {
      OperationRun stored = read(path);
      OperationSuite suite = suite(path);
      var directory = new OperationDirectory(path, suite, stored);
      directory.run = directory.with(directory.finishedOperations(), stored.handshakes());
      directory.refuseIfFinished();
      directory.rewrite();
      return directory;
    } catch (IOException e) {
      throw new RunDirectoryException(
          "folder '%s' cannot be resumed: %s".formatted(path, Reason.withFile(e)), e);
    }
  }

  private void refuseIfFinished() throws RunDirectoryException, IOException {
    if (run.isComplete() && !lacksHandshakes()) {
      close();
      throw new RunDirectoryException(
          "run '%s' is finished, nothing is left to resume; see it with: pushpull report %s"
              .formatted(run.runId(), path));
    }
  }

  /** Whether a folder holds single operations, finished or not. */
  public static boolean isOne(Path path) {
    return Files.isRegularFile(path.resolve(RunFolder.OPERATIONS));
  }

  /**
   * Reads a run's operations without opening it for writing.
   *
   * @throws IOException if there are none that this version reads; the message says why
   */
  public static OperationRun read(Path path) throws IOException {
    return OperationJson.readRun(RunFolder.results(path, RunFolder.OPERATIONS));
  }

  /**
   * The forks that a run still lacks, in their order, without opening it for writing.
   *
   * @throws IOException if there is no such run
   */
  public static List<OperationFork> remaining(Path path) throws IOException {
    return suite(path).forks().stream().filter(fork -> !isFinished(path, fork)).toList();
  }

  private static OperationSuite suite(Path path) throws IOException {
    return OperationJson.readSuite(RunFolder.text(path.resolve(FOLDER).resolve(SUITE)));
  }

  /** What was asked for. */
  public OperationSuite suite() {
    return suite;
  }

  /** The run with all operations that are finished. */
  public OperationRun run() {
    return run;
  }

  /** The run's folder. */
  public Path path() {
    return path;
  }

  /** The forks that still have to run, in their order. */
  public List<OperationFork> remaining() {
    return suite.forks().stream().filter(fork -> !isFinished(path, fork)).toList();
  }

  /**
   * Operations all of whose forks ended, but whose result was not made before the run broke off.
   */
  public List<OperationSpec> unresolved() {
    return suite.operations().stream()
        .filter(operation -> !Files.exists(folder(operation).resolve(OPERATION)))
        .filter(this::hasAllForks)
        .toList();
  }

  /** Whether all forks of an operation ended. */
  public boolean hasAllForks(OperationSpec operation) {
    for (int number = 1; number <= operation.forks(); number++) {
      if (!isFinished(path, new OperationFork(operation, number))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a suite that connects has not told its handshakes yet; of a server that runs elsewhere
   * none are told.
   */
  public boolean lacksHandshakes() {
    return run.handshakes().isEmpty()
        && suite.server() == null
        && suite.operations().stream().anyMatch(o -> o.className().equals("Connect"));
  }

  /**
   * Makes the empty folder that a fork writes into until it ends. What an attempt left that broke
   * off while its files were being kept is deleted, so that nothing of it joins this one's.
   */
  public Path beginFork(OperationFork fork) throws IOException {
    Path folder = Files.createDirectories(unfinished(fork));
    try (var ofFork =
        Files.newDirectoryStream(folder(fork.operation()), "*-" + fork.number() + ".*")) {
      for (Path leftover : ofFork) {
        AtomicFiles.delete(leftover);
      }
    }
    return Files.createDirectories(folder);
  }

  /** Deletes what a fork has left that cannot be kept, which makes room on a full disk. */
  public void abandonFork(OperationFork fork) throws IOException {
    AtomicFiles.delete(unfinished(fork));
  }

  /** Keeps what a fork left, each file with the fork's number in its name, and how it went. */
  public void finishFork(OperationFork fork, ForkRecord record) throws IOException {
    Path from = unfinished(fork);
    AtomicFiles.forceAll(from);
    List<Path> files;
    try (var listing = Files.list(from)) {
      files = listing.toList();
    }
    for (Path file : files) {
      AtomicFiles.rename(file, file(fork, String.valueOf(file.getFileName())));
    }
    AtomicFiles.replace(record(path, fork), OperationJson.write(record));
    AtomicFiles.delete(from);
  }

  /** Where a file that a fork wrote lies once the fork ended; it may not be there. */
  public Path file(OperationFork fork, String name) {
    int dot = name.lastIndexOf('.');
    String numbered = name.substring(0, dot) + "-" + fork.number() + name.substring(dot);
    return folder(fork.operation()).resolve(numbered);
  }

  /** Whether a fork ended, well or not. */
  public boolean hasEnded(OperationFork fork) {
    return isFinished(path, fork);
  }

  /** How a fork went that ended. */
  public ForkRecord record(OperationFork fork) throws IOException {
    return OperationJson.readFork(RunFolder.text(record(path, fork)));
  }

  /** Stores what was found for an operation and rewrites {@code operations.json}. */
  public void finishOperation(OperationResult result) throws IOException {
    AtomicFiles.replace(folder(result.spec()).resolve(OPERATION), OperationJson.write(result));
    run = with(finishedOperations(), run.handshakes());
    rewrite();
  }

  /** Adds the handshakes, step by step. */
  public void finish(List<Handshake> handshakes) throws IOException {
    run = with(run.operations(), handshakes);
    rewrite();
  }

  /** Writes a file made of the results, such as {@code summary.md}. */
  public void write(String name, String text) throws IOException {
    AtomicFiles.replace(path.resolve(name), text);
  }

  /** Lets another process write the run. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private void rewrite() throws IOException {
    write(RunFolder.OPERATIONS, OperationJson.write(run));
  }

  private List<OperationResult> finishedOperations() throws IOException {
    var finished = new ArrayList<OperationResult>();
    for (OperationSpec operation : suite.operations()) {
      Path file = folder(operation).resolve(OPERATION);
      if (Files.exists(file)) {
        finished.add(OperationJson.readOperation(RunFolder.text(file)));
      }
    }
    return finished;
  }

  private OperationRun with(List<OperationResult> operations, List<Handshake> handshakes) {
    return new OperationRun(
        run.schema(),
        run.runId(),
        run.suite(),
        run.specs(),
        run.environment(),
        operations,
        handshakes);
  }

  private Path folder(OperationSpec operation) {
    return folder(path, operation);
  }

  private static Path folder(Path path, OperationSpec operation) {
    return path.resolve(FOLDER).resolve(operation.id());
  }

  private Path unfinished(OperationFork fork) {
    return folder(fork.operation()).resolve("fork-" + fork.number() + ".tmp");
  }

  private static Path record(Path path, OperationFork fork) {
    return folder(path, fork.operation()).resolve("fork-" + fork.number() + ".json");
  }

  private static boolean isFinished(Path path, OperationFork fork) {
    return Files.exists(record(path, fork));
  }
}
