package dev.pushpull.trial.job;

import dev.pushpull.measure.JobMeter;
import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.LongReader;
import dev.pushpull.measure.Samples;
import dev.pushpull.schedule.Window;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.trial.Meters;
import dev.pushpull.trial.WindowMeters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * All meters of one or more windows of jobs. Used by one thread.
 *
 * @param any its requests are those that watch, streams left out; of freshness it knows nothing
 * @param submissions from asking for a job to the answer
 */
public record JobMeters(WindowMeters any, JobMeter jobs, Samples submissions) implements Meters {

  /** Nothing is metered yet. */
  public JobMeters() {
    this(new WindowMeters(), new JobMeter(), new Samples());
  }

  /**
   * What all clients experienced in a window.
   *
   * @param told the server's jobs
   * @param offsetNanos the server's clock less ours
   */
  public static JobMeters of(
      Window window, List<JobProbe> probes, JobsReading told, long offsetNanos) {
    var meters = new JobMeters();
    var server = new HashMap<String, JobsReading.Entry>();
    told.jobs().forEach(job -> server.put(job.feed(), job));
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
      probe.addRequests(meters.any.requests(), window);
      probe.addSubmissions(meters.submissions, window);
      meters.any.addOtherRequests(probe.otherRequestsIn(window));
    }
    meters.any.addOtherRequests(meters.submissions.count());
    return meters;
  }

  @Override
  public void write(LongLog out) {
    any.write(out);
    jobs.write(out);
    submissions.write(out);
  }

  @Override
  public void merge(LongReader in) {
    any.merge(in);
    jobs.merge(in);
    submissions.merge(in);
  }

  @Override
  public long outOfRange() {
    return any.outOfRange() + jobs.outOfRange() + submissions.outOfRange();
  }

  @Override
  public Map<String, Histogram> byMetric() {
    var requests = any.requests();
    return Map.of(
        "doneToKnown", jobs.doneToKnown().histogram(),
        "staleness", jobs.staleness().histogram(),
        "requestLatencyCorrected", requests.corrected().histogram(),
        "requestLatencyUncorrected", requests.uncorrected().histogram(),
        "scheduleLag", requests.scheduleLag().histogram(),
        "submitLatency", submissions.histogram());
  }
}
