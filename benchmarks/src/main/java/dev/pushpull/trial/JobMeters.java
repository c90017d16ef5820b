package dev.pushpull.trial;

import dev.pushpull.measure.JobMeter;
import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.LongReader;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.measure.Samples;
import dev.pushpull.measure.Window;
import dev.pushpull.sut.wire.JobsReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** All meters of one or more windows of jobs. Used by one thread. */
final class JobMeters implements Mergeable {

  private final JobMeter jobs = new JobMeter();
  private final RequestMeter requests = new RequestMeter();
  private final Samples submissions = new Samples();
  private long streams;

  /**
   * What all clients experienced in a window.
   *
   * @param told the server's jobs
   * @param offsetNanos the server's clock less ours
   */
  static JobMeters of(Window window, List<JobProbe> probes, JobsReading told, long offsetNanos) {
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
      probe.addRequests(meters.requests, window);
      probe.addSubmissions(meters.submissions, window);
      meters.streams += probe.openedIn(window);
    }
    return meters;
  }

  @Override
  public void write(LongLog out) {
    jobs.write(out);
    requests.write(out);
    submissions.write(out);
    out.add(streams);
  }

  @Override
  public void merge(LongReader in) {
    jobs.merge(in);
    requests.merge(in);
    submissions.merge(in);
    streams += in.next();
  }

  JobMeter jobs() {
    return jobs;
  }

  /** Those that watch, streams left out. */
  RequestMeter requests() {
    return requests;
  }

  /** From asking for a job to the answer. */
  Samples submissions() {
    return submissions;
  }

  /** Requests of any kind that were sent in the windows. */
  long sent() {
    return requests.sent() + submissions.count() + streams;
  }

  long outOfRange() {
    return jobs.outOfRange()
        + requests.corrected().outOfRange()
        + requests.uncorrected().outOfRange()
        + requests.scheduleLag().outOfRange()
        + submissions.outOfRange();
  }

  Map<String, Histogram> byMetric() {
    var histograms = new TreeMap<String, Histogram>();
    histograms.put("doneToKnown", jobs.doneToKnown().histogram());
    histograms.put("staleness", jobs.staleness().histogram());
    histograms.put("requestLatencyCorrected", requests.corrected().histogram());
    histograms.put("requestLatencyUncorrected", requests.uncorrected().histogram());
    histograms.put("scheduleLag", requests.scheduleLag().histogram());
    histograms.put("submitLatency", submissions.histogram());
    return histograms;
  }
}
