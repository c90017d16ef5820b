package dev.pushpull.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.machine.Environment;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A run's folder, {@code results/<run-id>/}, while it runs. A trial lies in {@code
 * trials/<id>.tmp/} until it is finished, then in {@code trials/<id>/}; what lies there is the
 * truth, and {@code results.json} is made of it, so that a process killed at any moment loses no
 * finished trial. Holds a lock, so that two processes never write one run. One thread.
 */
public final class RunDirectory extends OpenRun<RunResults, String> {

  private static final String TRIALS = "trials";

  private RunDirectory(Path path, RunResults results) {
    super(path, RunFolder.RESULTS, results);
  }

  /**
   * Makes a new run's folder, which may exist but must be empty.
   *
   * @throws RunDirectoryException if it holds anything or cannot be written
   */
  public static RunDirectory create(Path path, SweepSpec spec, Environment environment)
      throws RunDirectoryException {
    return create(path, spec, environment, false);
  }

  /**
   * The same for a run in virtual time, or not.
   *
   * @throws RunDirectoryException if the folder holds anything or cannot be written
   */
  public static RunDirectory create(
      Path path, SweepSpec spec, Environment environment, boolean simulated)
      throws RunDirectoryException {
    var empty =
        new RunResults(
            RunResults.SCHEMA,
            RunFolder.runId(path),
            simulated ? true : null,
            SpecJson.of(spec),
            spec.seed(),
            environment,
            List.of());
    var directory = new RunDirectory(path, empty);
    directory.create(
        () -> {
          TraceCopies.write(path, spec);
          TargetCopy.write(path, spec);
          return Files.createDirectories(path.resolve(TRIALS));
        });
    return directory;
  }

  /**
   * Opens a run that was broken off.
   *
   * @throws RunDirectoryException if there is none, it is finished, or another process writes it
   */
  public static RunDirectory resume(Path path) throws RunDirectoryException {
    return resume(
        path,
        () -> {
          RunResults stored = read(path);
          if (stored.inVirtualTime()) {
            throw new RunDirectoryException(
                "run '%s' is simulated and cannot be resumed; simulate it again"
                    .formatted(stored.runId()));
          }
          return new RunDirectory(path, stored);
        });
  }

  @Override
  protected String runId() {
    return results().runId();
  }

  @Override
  protected boolean isFinished() {
    return results().trials().size() >= results().plannedTrials();
  }

  /**
   * Reads a run's results without opening it for writing.
   *
   * @throws IOException if there are none that this version reads; the message says why
   */
  public static RunResults read(Path path) throws IOException {
    if (!Files.exists(path.resolve(RunFolder.RESULTS))
        && Files.exists(path.resolve(RunFolder.OPERATIONS))) {
      throw new IOException(
          "run '%s' is of single operations, not of a sweep; see it with: pushpull report %s"
              .formatted(RunFolder.runId(path), path));
    }
    return ResultJson.readRun(RunFolder.results(path, RunFolder.RESULTS));
  }

  /** The spec that the run was started with. */
  public SweepSpec spec() throws IOException {
    return SpecJson.sweep(results().spec(), path());
  }

  /**
   * Checks that the target file of the run, if it has one, is what it was.
   *
   * @throws RunDirectoryException if it has changed
   */
  public void requireTarget() throws IOException, RunDirectoryException {
    TargetCopy.check(path(), spec());
  }

  /**
   * Checks that the run was started with this spec.
   *
   * @throws RunDirectoryException that names the members that differ
   */
  public void requireSpec(SweepSpec spec) throws RunDirectoryException {
    JsonNode stored = results().spec();
    JsonNode asked = SpecJson.of(spec);
    var differing = new LinkedHashSet<String>();
    asked.fieldNames().forEachRemaining(differing::add);
    stored.fieldNames().forEachRemaining(differing::add);
    differing.removeIf(name -> asked.path(name).toString().equals(stored.path(name).toString()));
    if (differing.contains("cells") && SpecJson.sameCells(asked, stored)) {
      differing.remove("cells"); // The same trace, from another folder.
    }
    if (!differing.isEmpty()) {
      throw new RunDirectoryException(
          "run '%s' differs in: %s; resume it without further options"
              .formatted(results().runId(), String.join(", ", differing)));
    }
  }

  /** Ids of the trials that are finished. */
  public Set<String> finishedTrials() {
    return results().trialIds();
  }

  @Override
  protected Path unfinished(String id) {
    return path().resolve(TRIALS).resolve(id + ".tmp");
  }

  /** Stores a trial's result, renames its folder and rewrites {@code results.json}. */
  public void finishTrial(TrialResult trial) throws IOException {
    Path folder = unfinished(trial.id());
    AtomicFiles.replace(folder.resolve("result.json"), ResultJson.write(trial));
    AtomicFiles.forceAll(folder);
    AtomicFiles.rename(folder, path().resolve(TRIALS).resolve(trial.id()));
    var trials = new ArrayList<>(results().trials());
    trials.add(trial);
    store(with(trials));
  }

  @Override
  protected RunResults withFinished() throws IOException {
    Path all = path().resolve(TRIALS);
    if (!Files.isDirectory(all)) {
      throw new IOException("there is no " + all);
    }
    var trials = new ArrayList<TrialResult>();
    try (var folders = Files.list(all)) {
      for (Path folder : folders.filter(f -> !f.toString().endsWith(".tmp")).toList()) {
        trials.add(ResultJson.readTrial(RunFolder.text(folder.resolve("result.json"))));
      }
    }
    return with(trials);
  }

  private RunResults with(List<TrialResult> trials) {
    return results().with(trials.stream().sorted(Comparator.comparing(TrialResult::id)).toList());
  }
}
