package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.Job;
import dev.pushpull.sut.feed.JobCounts;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.feed.JobsSpec;
import dev.pushpull.sut.feed.PublishLog;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The document of {@code GET /jobs}: how jobs go, how many there were, and those kept still. */
final class JobsJson {

  /** What the n-th version of a job's feed stands for. */
  private static final String[] INSTANTS = {"acceptedAtNanos", "processingAtNanos", "doneAtNanos"};

  private JobsJson() {}

  static void write(JsonGenerator json, Jobs jobs) throws IOException {
    json.writeStartObject();
    writeSettings(json, jobs);
    writeCounts(json, jobs.counts());
    json.writeArrayFieldStart("jobs");
    try {
      jobs.forEach((job, feed) -> writeJob(json, job, feed));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void writeSettings(JsonGenerator json, Jobs jobs) throws IOException {
    json.writeBooleanField("enabled", jobs.spec().isPresent());
    if (jobs.spec().isPresent()) {
      JobsSpec spec = jobs.spec().get();
      json.writeStringField("service", spec.service().toString());
      json.writeNumberField("failurePercent", spec.failurePercent());
      json.writeNumberField("maxLive", spec.maxLive());
      json.writeNumberField("seed", spec.seed());
      json.writeNumberField("keepSeconds", spec.keepSeconds());
    }
  }

  private static void writeCounts(JsonGenerator json, JobCounts counts) throws IOException {
    json.writeNumberField("created", counts.created());
    json.writeNumberField("live", counts.live());
    json.writeNumberField("finished", counts.finished());
    json.writeNumberField("failed", counts.failed());
    json.writeNumberField("stopped", counts.stopped());
    json.writeNumberField("refused", counts.refused());
    json.writeNumberField("expired", counts.expired());
  }

  private static void writeJob(JsonGenerator json, Job job, Feed feed) {
    try {
      PublishLog log = feed.log();
      json.writeStartObject();
      json.writeStringField("feed", feed.spec().name());
      json.writeStringField("state", job.state(log.size()).toString());
      json.writeNumberField("serviceNanos", job.serviceNanos());
      for (int i = 0; i < log.size() && i < INSTANTS.length; i++) {
        json.writeNumberField(INSTANTS[i], log.publishedAtNanos(i));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
