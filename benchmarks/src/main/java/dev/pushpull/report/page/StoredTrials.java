package dev.pushpull.report.page;

import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.HistogramLog;
import dev.pushpull.run.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the trials left in their folders, read once. What is missing or broken is reported and left
 * out: the figures in {@code results.json} are there without it.
 */
final class StoredTrials {

  /** What clients wait for, which scenarios call by names of their own. */
  static final String DELAY = "delay";

  /** The metrics that the page draws. */
  static final List<String> METRICS =
      List.of(DELAY, "requestLatencyCorrected", "requestLatencyUncorrected");

  /** What the histogram log calls the delay; in runs of schema 1 all had the last. */
  private static final List<String> DELAY_TAGS =
      List.of("doneToKnown", "sentToReceived", "deliveryLatency");

  /** Ids are folder names, and a stored run may hold any text. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private final Path trials;
  private final Map<String, Map<String, Curves.Summary>> summaries = new ConcurrentHashMap<>();
  private final Map<String, Trace> traces = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  private StoredTrials(Path trials) {
    this.trials = trials;
  }

  /** Reads the folders of all trials, on all processors. */
  static StoredTrials read(Path run, RunResults results) {
    var stored = new StoredTrials(run.resolve("trials"));
    boolean traced = !results.inVirtualTime(); // no subscriber of a simulation is traced
    results.trials().parallelStream()
        // A story's subscribers are not traced either.
        .forEach(trial -> stored.read(trial.id(), traced && trial.story() == null));
    return stored;
  }

  private void read(String id, boolean traced) {
    if (!ID.matcher(id).matches()) {
      problems.put(id, "trial '" + id + "' has an id that is not a valid folder name");
      return;
    }
    Path folder = trials.resolve(id);
    try {
      summaries.put(id, summaries(folder.resolve(HistogramLog.FILE)));
      if (traced) {
        traces.put(
            id,
            ResultJson.read(Files.readString(folder.resolve(Trace.FILE)), Trace.FILE, Trace.class));
      }
    } catch (NoSuchFileException e) {
      missing.add(id);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage()).replace(trials + "/", "");
      problems.put(id, "trial " + id + ": " + message);
    }
  }

  /** Summaries by metric, for a whole run's histograms would fill the memory. */
  private static Map<String, Curves.Summary> summaries(Path log) throws IOException {
    var found = new LinkedHashMap<String, Curves.Summary>();
    Set<String> tags =
        Stream.concat(METRICS.stream(), DELAY_TAGS.stream()).collect(Collectors.toSet());
    Map<String, List<HistogramLog.Slice>> logged = HistogramLog.read(log, tags);
    Optional<String> delay = DELAY_TAGS.stream().filter(logged::containsKey).findFirst();
    for (String metric : METRICS) {
      String tag = metric.equals(DELAY) ? delay.orElse(DELAY) : metric;
      Curves.summary(logged.getOrDefault(tag, List.of()))
          .ifPresent(summary -> found.put(metric, summary));
    }
    return found;
  }

  /** By metric; empty if there is no log. */
  Map<String, Curves.Summary> summaries(String id) {
    return summaries.getOrDefault(id, Map.of());
  }

  Optional<Trace> trace(String id) {
    return Optional.ofNullable(traces.get(id));
  }

  /** A sentence for each thing that could not be read, in the order of the ids. */
  List<String> problems() {
    var lines = new ArrayList<>(new TreeMap<>(problems).values());
    if (!missing.isEmpty()) {
      lines.addFirst(
          "Histograms or traces of %s trials are missing, so charts that need them leave these out: %s."
              .formatted(missing.size(), String.join(", ", missing.stream().sorted().toList())));
    }
    return lines;
  }
}
