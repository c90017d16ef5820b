package dev.pushpull.operation;

import dev.pushpull.machine.Environment;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.AtomicFiles;
import dev.pushpull.run.OpenRun;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.run.RunFolder;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.OperationSuite;
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
public final class OperationDirectory extends OpenRun<OperationRun, OperationFork> {

  private static final String FOLDER = "operations";
  private static final String SUITE = "suite.json";
  private static final String OPERATION = "operation.json";

  private final OperationSuite suite;

  private OperationDirectory(Path path, OperationSuite suite, OperationRun run) {
    super(path, RunFolder.OPERATIONS, run);
    this.suite = suite;
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
    var directory = new OperationDirectory(path, suite, empty);
    directory.create(
        () -> {
          Path folder = Files.createDirectories(path.resolve(FOLDER));
          AtomicFiles.replace(folder.resolve(SUITE), ResultJson.write(suite));
          return folder;
        });
    return directory;
  }

  @Override
  protected void requireUnused() throws RunDirectoryException {
    if (!isOne(path()) && Files.exists(path().resolve(RunFolder.RESULTS))) {
      requireFinishedSweep(path());
    } else {
      super.requireUnused();
    }
  }

  private static void requireFinishedSweep(Path path) throws RunDirectoryException {
    try {
      RunResults sweep = RunDirectory.read(path);
      if (sweep.inVirtualTime() || sweep.trials().size() < sweep.plannedTrials()) {
        throw new RunDirectoryException(
            "single operations cannot be added to run '%s', which is %s; use another folder with --out"
                .formatted(sweep.runId(), sweep.inVirtualTime() ? "simulated" : "not finished"));
      }
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
    return resume(path, () -> stored(path));
  }

  private static OperationDirectory stored(Path path) throws IOException {
    OperationRun run = read(path);
    String suite = RunFolder.text(path.resolve(FOLDER).resolve(SUITE));
    return new OperationDirectory(path, ResultJson.read(suite, SUITE, OperationSuite.class), run);
  }

  @Override
  protected String runId() {
    return results().runId();
  }

  @Override
  protected boolean isFinished() {
    return results().isComplete() && !lacksHandshakes();
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

  /** The suite. */
  public OperationSuite suite() {
    return suite;
  }

  /**
   * The forks that a run still lacks, in their order, read-only.
   *
   * @throws IOException if there is no such run
   */
  public static List<OperationFork> remaining(Path path) throws IOException {
    return stored(path).remaining();
  }

  /** The forks that still have to run, in their order. */
  public List<OperationFork> remaining() {
    return suite.forks().stream().filter(fork -> !hasEnded(fork)).toList();
  }

  /**
   * Operations all of whose forks ended, but which have no result since the run was interrupted.
   */
  public List<OperationSpec> unresolved() {
    return suite.operations().stream()
        .filter(operation -> !Files.exists(folder(operation).resolve(OPERATION)))
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
    return results().handshakes().isEmpty()
        && suite.server() == null
        && suite.operations().stream().anyMatch(o -> o.className().equals("Connect"));
  }

  @Override
  protected Path unfinished(OperationFork fork) {
    return folder(fork.operation()).resolve("fork-" + fork.number() + ".tmp");
  }

  /** Files that an interrupted attempt had begun to keep do not mix with this one's. */
  @Override
  public Path begin(OperationFork fork) throws IOException {
    Path folder = Files.createDirectories(folder(fork.operation()));
    try (var leftovers = Files.newDirectoryStream(folder, "*-" + fork.number() + ".*")) {
      for (Path leftover : leftovers) {
        AtomicFiles.delete(leftover);
      }
    }
    return super.begin(fork);
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
    AtomicFiles.replace(recordFile(fork), ResultJson.write(record));
    AtomicFiles.delete(from);
  }

  /** The path of a fork's file after the fork ended; it may not exist. */
  public Path file(OperationFork fork, String name) {
    int dot = name.lastIndexOf('.');
    String numbered = name.substring(0, dot) + "-" + fork.number() + name.substring(dot);
    return folder(fork.operation()).resolve(numbered);
  }

  /** Whether a fork ended, with a result or not. */
  public boolean hasEnded(OperationFork fork) {
    return Files.exists(recordFile(fork));
  }

  /** How a fork ended. */
  public ForkRecord record(OperationFork fork) throws IOException {
    return ResultJson.read(RunFolder.text(recordFile(fork)), "a fork's record", ForkRecord.class);
  }

  /** Stores an operation's result and rewrites {@code operations.json}. */
  public void finishOperation(OperationResult result) throws IOException {
    AtomicFiles.replace(folder(result.spec()).resolve(OPERATION), ResultJson.write(result));
    store(withFinished());
  }

  /** Adds the handshakes, step by step. */
  public void finish(List<Handshake> handshakes) throws IOException {
    store(results().with(results().operations(), handshakes));
  }

  @Override
  protected OperationRun withFinished() throws IOException {
    var finished = new ArrayList<OperationResult>();
    for (OperationSpec operation : suite.operations()) {
      Path file = folder(operation).resolve(OPERATION);
      if (Files.exists(file)) {
        finished.add(ResultJson.readResult(RunFolder.text(file), OPERATION, OperationResult.class));
      }
    }
    return results().with(finished, results().handshakes());
  }

  private Path folder(OperationSpec operation) {
    return path().resolve(FOLDER).resolve(operation.id());
  }

  private Path recordFile(OperationFork fork) {
    return folder(fork.operation()).resolve("fork-" + fork.number() + ".json");
  }
}
