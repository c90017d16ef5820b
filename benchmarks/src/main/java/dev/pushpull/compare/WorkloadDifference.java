package dev.pushpull.compare;

import dev.pushpull.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Says in few words how workloads differ. */
final class WorkloadDifference {

  private WorkloadDifference() {}

  /** The members that differ, such as {@code feeds: 10 against 20}. */
  static List<String> members(WorkloadInfo base, WorkloadInfo candidate) {
    var differing = new ArrayList<String>();
    if (!isTrace(base) || !isTrace(candidate)) {
      add(differing, "arrivals", base.arrivals(), candidate.arrivals());
    } else if (!content(base).equals(content(candidate))) {
      add(differing, "arrivals", withContent(base), withContent(candidate));
    }
    add(differing, "scenario", base.scenarioName(), candidate.scenarioName());
    add(differing, "feeds", base.feeds(), candidate.feeds());
    add(differing, "subscribers", base.subscribers(), candidate.subscribers());
    add(differing, "payload", base.payloadBytes() + " B", candidate.payloadBytes() + " B");
    add(differing, "protocol", base.protocol(), candidate.protocol());
    add(differing, "engine", base.engineName(), candidate.engineName());
    return differing;
  }

  private static boolean isTrace(WorkloadInfo workload) {
    return workload.traceDigest() != null || workload.arrivals().startsWith("trace:");
  }

  private static String withContent(WorkloadInfo trace) {
    return "%s (%s)".formatted(trace.arrivals(), content(trace));
  }

  /** Traces are known by their content; runs of older versions kept only a name. */
  private static String content(WorkloadInfo trace) {
    String digest = trace.traceDigest();
    return digest == null ? "content not recorded" : "content " + digest.substring(0, 8);
  }

  private static void add(List<String> differing, String name, Object base, Object candidate) {
    if (!base.equals(candidate)) {
      differing.add("%s: %s against %s".formatted(name, base, candidate));
    }
  }

  /** How the most similar two of both sides differ; both sides have at least one. */
  static String nearest(Set<WorkloadInfo> base, Set<WorkloadInfo> candidate) {
    List<String> fewest =
        base.stream()
            .flatMap(one -> candidate.stream().map(other -> members(one, other)))
            .min(Comparator.comparingInt(List::size))
            .orElseThrow();
    boolean single = base.size() == 1 && candidate.size() == 1;
    return (single ? "" : "the most similar two in ") + String.join(", ", fewest);
  }
}
