package dev.pushpull.operation;

import dev.pushpull.machine.Environment;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.AtomicFiles;
import dev.pushpull.run.OpenRun;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.run.RunFolder;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run's folder while single operations are measured; it may also hold a finished sweep.
 *
 * <pre>
 *   operations.json              made from the files below
 *   operations/suite.json        the suite, with the seed of its order
 *   operations/&lt;id&gt;/fork-N.tmp/     what fork N writes into
 *   operations/&lt;id&gt;/fork-N.json     it ended; its files are histograms-N.hlog …
 *   operations/&lt;id&gt;/operation.json  all its forks ended
 * </pre>
 *
 * <p>A process killed at any moment loses only the running fork.
 */
public final class OperationDirectory extends OpenRun {

  private static final String FOLDER = "operations";
  private static final String SUITE = "suite.json";
  private static final String OPERATION = "operation.json";

  private final OperationSuite suite;
  private OperationRun run;

  private OperationDirectory(Path path, OperationSuite suite, OperationRun run)
      throws IOException, RunDirectoryException {
    super(path);
    this.suite = suite;
    this.run = run;
  }

  /**
   * Makes a run's folder, or adds the operations to the finished sweep in it.
   *
   * @throws RunDirectoryException if it holds anything else or cannot be written
   */
  public static OperationDirectory create(Path path, OperationSuite suite, Environment environment)
      throws RunDirectoryException {
    var empty =
        new OperationRun(
            OperationRun.SCHEMA,
            RunFolder.runId(path),
            suite.name(),
            suite.operations(),
            environment,
            List.of(),
            List.of());
    return createRun(
        path,
        OperationDirectory::requireUnused,
        () -> new OperationDirectory(path, suite, empty),
        directory -> {
          Files.createDirectories(path.resolve(FOLDER));
          directory.write(FOLDER + "/" + SUITE, ResultJson.write(suite));
        });
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
            "single operations cannot be added to run '%s', which is %s; use another folder with --out"
                .formatted(sweep.runId(), sweep.inVirtualTime() ? "simulated" : "not finished"));
      }
      return true;
    } catch (IOException e) {
      throw new RunDirectoryException(
          "single operations cannot be added to folder '%s': %s"
              .formatted(path, Reason.withFile(e)),
          e);
    }
  }

  /**
   * Opens an interrupted run.
   *
   * @throws RunDirectoryException if there is none, it is finished, or another process is writing
   *     it
   */
  public static OperationDirectory resume(Path path) throws RunDirectoryException {
    return resumeRun(
        path,
        () -> {
          OperationRun stored = read(path);
          var directory = new OperationDirectory(path, suite(path), stored);
          directory.change(directory.finishedOperations(), stored.handshakes());
          return directory;
        });
  }

  @Override
  protected String runId() {
    return run.runId();
  }

  @Override
  protected boolean isFinished() {
    return run.isComplete() && !lacksHandshakes();
  }

  /** Whether a folder holds single operations, finished or not. */
  public static boolean isOne(Path path) {
    return Files.isRegularFile(path.resolve(RunFolder.OPERATIONS));
  }

  /**
   * Reads a run's operations, read-only.
   *
   * @throws IOException if this version cannot read them; the message says why
   */
  public static OperationRun read(Path path) throws IOException {
    return ResultJson.readDocument(
        RunFolder.results(path, RunFolder.OPERATIONS), RunFolder.OPERATIONS, OperationRun.class);
  }

  private static OperationSuite suite(Path path) throws IOException {
    return ResultJson.read(
        RunFolder.text(path.resolve(FOLDER).resolve(SUITE)), SUITE, OperationSuite.class);
  }

  /** The suite. */
  public OperationSuite suite() {
    return suite;
  }

  /** The run with all operations that are finished. */
  public OperationRun run() {
    return run;
  }

  /**
   * The forks that a run still lacks, in their order, read-only.
   *
   * @throws IOException if there is no such run
   */
  public static List<OperationFork> remaining(Path path) throws IOException {
    return remaining(path, suite(path));
  }

  /** The forks that still have to run, in their order. */
  public List<OperationFork> remaining() {
    return remaining(path(), suite);
  }

  private static List<OperationFork> remaining(Path path, OperationSuite suite) {
    return suite.forks().stream().filter(fork -> !Files.exists(record(path, fork))).toList();
  }

  /**
   * Operations all of whose forks ended, but which have no result since the run was interrupted.
   */
  public List<OperationSpec> unresolved() {
    return suite.operations().stream()
        .filter(operation -> !Files.exists(folder(path(), operation).resolve(OPERATION)))
        .filter(this::hasAllForks)
        .toList();
  }

  /** Whether all forks of an operation ended. */
  public boolean hasAllForks(OperationSpec operation) {
    return operation.eachFork().stream().allMatch(this::hasEnded);
  }

  /**
   * Whether a suite that connects still lacks its handshakes. They are not recorded for a server
   * that runs elsewhere.
   */
  public boolean lacksHandshakes() {
    return run.handshakes().isEmpty()
        && suite.server() == null
        && suite.operations().stream().anyMatch(o -> o.className().equals("Connect"));
  }

  /**
   * Makes the empty folder that a fork writes into until it ends. Files of an earlier, interrupted
   * attempt are deleted, so that they do not mix with this one's.
   */
  public Path beginFork(OperationFork fork) throws IOException {
    Path folder = Files.createDirectories(unfinished(fork));
    try (var ofFork =
        Files.newDirectoryStream(folder(path(), fork.operation()), "*-" + fork.number() + ".*")) {
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

  /** Keeps a fork's files, each with the fork's number in its name, and how it ended. */
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
    AtomicFiles.replace(record(path(), fork), ResultJson.write(record));
    AtomicFiles.delete(from);
  }

  /** The path of a fork's file after the fork ended; it may not exist. */
  public Path file(OperationFork fork, String name) {
    int dot = name.lastIndexOf('.');
    String numbered = name.substring(0, dot) + "-" + fork.number() + name.substring(dot);
    return folder(path(), fork.operation()).resolve(numbered);
  }

  /** Whether a fork ended, with a result or not. */
  public boolean hasEnded(OperationFork fork) {
    return Files.exists(record(path(), fork));
  }

  /** How a fork ended. */
  public ForkRecord record(OperationFork fork) throws IOException {
    return ResultJson.read(
        RunFolder.text(record(path(), fork)), "a fork's record", ForkRecord.class);
  }

  /** Stores an operation's result and rewrites {@code operations.json}. */
  public void finishOperation(OperationResult result) throws IOException {
    AtomicFiles.replace(folder(path(), result.spec()).resolve(OPERATION), ResultJson.write(result));
    change(finishedOperations(), run.handshakes());
    rewrite();
  }

  /** Adds the handshakes, step by step. */
  public void finish(List<Handshake> handshakes) throws IOException {
    change(run.operations(), handshakes);
    rewrite();
  }

  @Override
  protected void rewrite() throws IOException {
    write(RunFolder.OPERATIONS, ResultJson.write(run));
  }

  private List<OperationResult> finishedOperations() throws IOException {
    var finished = new ArrayList<OperationResult>();
    for (OperationSpec operation : suite.operations()) {
      Path file = folder(path(), operation).resolve(OPERATION);
      if (Files.exists(file)) {
        finished.add(ResultJson.readResult(RunFolder.text(file), OPERATION, OperationResult.class));
      }
    }
    return finished;
  }

  private void change(List<OperationResult> operations, List<Handshake> handshakes) {
    run =
        new OperationRun(
            run.schema(),
            run.runId(),
            run.suite(),
            run.specs(),
            run.environment(),
            operations,
            handshakes);
  }

  private static Path folder(Path path, OperationSpec operation) {
    return path.resolve(FOLDER).resolve(operation.id());
  }

  private Path unfinished(OperationFork fork) {
    return folder(path(), fork.operation()).resolve("fork-" + fork.number() + ".tmp");
  }

  private static Path record(Path path, OperationFork fork) {
    return folder(path, fork.operation()).resolve("fork-" + fork.number() + ".json");
  }
}
