package dev.pushpull.trial.job;

import dev.pushpull.measure.JobMeter;
import dev.pushpull.measure.Meter;
import dev.pushpull.measure.Samples;
import dev.pushpull.schedule.Window;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.trial.Meters;
import dev.pushpull.trial.WindowMeters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** All meters of one or more windows of jobs. Used by one thread. */
public final class JobMeters extends Meter implements Meters {

  private final WindowMeters any = part(new WindowMeters());

  /** What became of the jobs. */
  public final JobMeter jobs = part(new JobMeter());

  /** From asking for a job to the answer. */
  public final Samples submissions = part(new Samples());

  /** Its requests are those that watch, streams left out; of freshness it knows nothing. */
  @Override
  public WindowMeters any() {
    return any;
  }

  /**
   * What all clients experienced in a window.
   *
   * @param reading the server's jobs
   * @param offsetNanos the server's clock less ours
   */
  public static JobMeters of(
      Window window, List<JobProbe> probes, JobsReading reading, long offsetNanos) {
    var meters = new JobMeters();
    var server = new HashMap<String, JobsReading.Entry>();
    reading.jobs().forEach(job -> server.put(job.feed(), job));
    for (JobProbe probe : probes) {
      probe.forEach(
          (feed, times) -> {
            var at = server.get(feed);
            if (at != null && at.doneAtNanos() != 0) {
              meters.jobs.add(
                  times,
                  at.acceptedAtNanos() - offsetNanos,
                  at.doneAtNanos() - offsetNanos,
                  window);
            }
          });
      probe.addRequests(meters.any.requests, window);
      probe.addSubmissions(meters.submissions, window);
      meters.any.otherRequests.add(probe.otherRequestsIn(window));
    }
    meters.any.otherRequests.add(meters.submissions.count());
    return meters;
  }

  @Override
  public Map<String, Histogram> byMetric() {
    var requests = any.requests;
    return Map.of(
        "doneToKnown", jobs.doneToKnown.histogram(),
        "staleness", jobs.staleness.histogram(),
        "requestLatencyCorrected", requests.corrected.histogram(),
        "requestLatencyUncorrected", requests.uncorrected.histogram(),
        "scheduleLag", requests.scheduleLag.histogram(),
        "submitLatency", submissions.histogram());
  }
}
