package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.launch.JobsReading;
import dev.pushpull.measure.NotedSchedule;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Ticks;
import dev.pushpull.plan.Seeds;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.SpecJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From what live trials were given comes the result that each of them had. */
class RecordedTrialsTest {

  static Stream<String> names() throws Exception {
    Path folder = Path.of(requireNonNull(RecordedTrialsTest.class.getResource("recorded")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheSameResultAgain(String name) throws IOException {
    RawTrial raw = read(name);
    TrialSpec spec = SpecJson.readTrial(raw.spec().toString(), Path.of("."), "");
    TrialResult again =
        switch (spec.workload().scenario()) {
          case Scenario.Feeds _, Scenario.Courier _ -> feeds(raw, spec);
          case Scenario.JobStatus _ -> jobs(raw, spec);
          case Scenario.Chat _ -> chat(raw, spec);
        };
    assertThat(ResultJson.write(again.withAbsences()))
        .isEqualTo(ResultJson.write(ResultJson.readTrial(raw.result().toString())));
  }

  static RawTrial read(String name) throws IOException {
    try (InputStream in =
        requireNonNull(RecordedTrialsTest.class.getResourceAsStream("recorded/" + name))) {
      return RawTrial.read(in);
    }
  }

  private static TrialResult feeds(RawTrial raw, TrialSpec spec) {
    List<Probe> probes = raw.clients().stream().map(client -> probe(client, raw)).toList();
    List<PublishLog> logs = raw.logs().stream().map(log -> log.until(log.dueAt().size())).toList();
    long unplanned = 0;
    for (int feed = 0; feed < logs.size(); feed++) {
      unplanned += planned(raw, spec, feed).differing(logs.get(feed));
    }
    return new FeedOutcome(
            spec, windows(raw, probes), probes, logs, unplanned, raw.failures(), raw.life().life())
        .result();
  }

  private static PlannedArrivals planned(RawTrial raw, TrialSpec spec, int feed) {
    return new PlannedArrivals(
        spec.workload().arrivals(),
        Seeds.arrivals(spec.seed(), spec.repeat(), feed),
        raw.startNanos(),
        raw.skipNanos());
  }

  private static List<MeasuredWindow> windows(RawTrial raw, List<Probe> probes) {
    var windows = new ArrayList<MeasuredWindow>();
    for (RawTrial.Span span : raw.windows()) {
      List<PublishLog> logs =
          IntStream.range(0, raw.logs().size())
              .mapToObj(feed -> raw.logs().get(feed).until(span.newest().get(feed)))
              .toList();
      var meters = WindowMeters.of(span.window(), logs, probes);
      windows.add(
          new MeasuredWindow(span.window(), logs, meters, span.open().edge(), span.close().edge()));
    }
    return windows;
  }

  private static Probe probe(RawTrial.Client client, RawTrial raw) {
    var probe = new Probe(client.feed(), raw.life().clock().offsetNanos());
    probe.setTicks(client.ticks() == null ? Ticks.NONE : noted(client.ticks()));
    client.events().forEach(line -> RawEvent.of(line).tell(probe));
    return probe;
  }

  private static NotedSchedule noted(List<Long> ticks) {
    var noted = new NotedSchedule(new Given(ticks));
    giveAll(noted, ticks);
    return noted;
  }

  private static void giveAll(PollSchedule noted, List<Long> ticks) {
    for (int i = 1; i < ticks.size(); i++) {
      assertThat(noted.nextNanos(0, false, PollSchedule.NO_HINT)).isEqualTo(ticks.get(i));
    }
  }

  /** Gives instants that are known. */
  private static final class Given implements PollSchedule {
    private final List<Long> ticks;
    private int next = 1;

    Given(List<Long> ticks) {
      this.ticks = ticks;
    }

    @Override
    public long firstNanos() {
      return ticks.getFirst();
    }

    @Override
    public long nextNanos(long completedNanos, boolean fruitful, long hintNanos) {
      return ticks.get(next++);
    }

    @Override
    public long missedTicks() {
      return 0;
    }
  }

  private static TrialResult jobs(RawTrial raw, TrialSpec spec) {
    List<JobProbe> probes = raw.clients().stream().map(RecordedTrialsTest::jobProbe).toList();
    var windows = new ArrayList<JobWindow>();
    for (RawTrial.Span span : raw.windows()) {
      Map<String, JobsReading.Entry> server = new LinkedHashMap<>();
      span.jobs().forEach(job -> server.put(job.feed(), job));
      var meters = JobMeters.of(span.window(), probes, server, raw.life().clock().offsetNanos());
      windows.add(
          new JobWindow(
              span.window(),
              server,
              span.ended(),
              meters,
              span.open().edge(),
              span.close().edge()));
    }
    return new JobOutcome(
            spec,
            windows,
            probes,
            requireNonNull(raw.jobsBefore()),
            requireNonNull(raw.jobsAfter()),
            raw.life().life())
        .result();
  }

  private static JobProbe jobProbe(RawTrial.Client client) {
    var probe = new JobProbe();
    for (String line : client.events()) {
      RawEvent event = RawEvent.of(line);
      event.tell(probe);
      if (event.kind() == RawEvent.Kind.SUBMITTED
          && client.ticksOfJobs().containsKey(event.job())) {
        List<Long> ticks = client.ticksOfJobs().get(event.job());
        giveAll(probe.noted(event.job(), new Given(ticks), Ticks.NONE), ticks);
      }
    }
    return probe;
  }

  private static TrialResult chat(RawTrial raw, TrialSpec spec) {
    List<List<ChatProbe>> rooms = new ArrayList<>();
    IntStream.range(0, spec.workload().feeds()).forEach(_ -> rooms.add(new ArrayList<>()));
    var members = new ArrayList<ChatProbe>();
    for (RawTrial.Client client : raw.clients()) {
      var member =
          new ChatProbe(members.size(), new Probe(client.feed(), raw.life().clock().offsetNanos()));
      member.probe().setTicks(client.ticks() == null ? Ticks.NONE : noted(client.ticks()));
      client.sent().forEach(sent -> member.sent().add(sent.getFirst(), sent.getLast()));
      client.events().forEach(line -> RawEvent.of(line).tell(member));
      members.add(member);
      rooms.get(client.feed()).add(member);
    }
    List<MeasuredWindow> measured = windows(raw, members.stream().map(ChatProbe::probe).toList());
    List<PublishLog> logs = raw.logs().stream().map(log -> log.until(log.dueAt().size())).toList();
    String digest =
        DueArrivals.digest(
            measured.stream().map(MeasuredWindow::window).toList(),
            spec.workload().feeds(),
            room -> planned(raw, spec, room));
    return new ChatOutcome(
            spec,
            measured.stream().map(window -> ChatWindow.of(window, rooms)).toList(),
            rooms,
            logs,
            raw.cuts(),
            raw.allSent(),
            digest,
            raw.life().life())
        .result();
  }
}
