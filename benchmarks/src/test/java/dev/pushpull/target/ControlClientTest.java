package dev.pushpull.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.JobsSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ControlClientTest {

  @AutoClose private final ServerUnderTest server = ServerUnderTest.start(ServerConfig.defaults());

  @AutoClose
  private final ControlClient control =
      new ControlClient(new ServerAddress("127.0.0.1", server.controlPort(), server.token()));

  ControlClientTest() throws Exception {}

  @Test
  void ordersLogFeedsAndValueFeeds() throws Exception {
    control.createFeeds(
        List.of(
            new FeedSpec("room", new UpdateSource.ClientsOnly(), 1, 8, 0, FeedKind.LOG, 70),
            new FeedSpec("value", new UpdateSource.ClientsOnly(), 1, 8, 5)));
    FeedSpec room = server.feeds().find("room").map(Feed::spec).orElseThrow();
    assertThat(room)
        .isEqualTo(new FeedSpec("room", new UpdateSource.ClientsOnly(), 1, 8).asLog(70));
    FeedSpec value = server.feeds().find("value").map(Feed::spec).orElseThrow();
    assertThat(value).isEqualTo(new FeedSpec("value", new UpdateSource.ClientsOnly(), 1, 8, 5));
  }

  @Test
  void enablesJobsAndReadsWhatBecameOfThem() throws Exception {
    var service = ServiceTime.parse("lognormal:5s,0.5");
    control.enableJobs(new JobsSpec(service, 0, 10, 3, 60));
    try (var http = HttpClient.newHttpClient()) {
      URI jobs = URI.create("http://127.0.0.1:" + server.port() + "/jobs");
      HttpRequest submit = HttpRequest.newBuilder(jobs).POST(BodyPublishers.noBody()).build();
      assertThat(http.send(submit, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
    }
    JobsReading reading = control.jobs();
    assertThat(reading.created()).isEqualTo(1);
    assertThat(reading.live()).isEqualTo(1);
    JobsReading.Entry job = reading.jobs().getFirst();
    assertThat(job.feed()).isEqualTo("job-1");
    assertThat(job.reached()).isIn(JobState.ACCEPTED, JobState.PROCESSING);
    assertThat(job.serviceNanos()).isPositive();
    assertThat(job.acceptedAtNanos()).isEqualTo(control.log("job-1").read().publishedAtNanos(0));
    assertThat(job.doneAtNanos()).isZero();
  }

  @Test
  void saysWhatTheServerDidNotLike() {
    var feed = new FeedSpec("twice", new UpdateSource.ClientsOnly(), 1, 8);
    assertThatThrownBy(() -> control.createFeeds(List.of(feed, feed)))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("feed 'twice' already exists");
  }
}
