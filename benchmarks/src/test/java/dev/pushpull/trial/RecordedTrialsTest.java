package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.NotedSchedule;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Ticks;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.SpecJson;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.trial.chat.ChatMeters;
import dev.pushpull.trial.chat.ChatOutcome;
import dev.pushpull.trial.chat.ChatProbe;
import dev.pushpull.trial.feed.FeedOutcome;
import dev.pushpull.trial.job.JobMeters;
import dev.pushpull.trial.job.JobOutcome;
import dev.pushpull.trial.job.JobProbe;
import dev.pushpull.verdict.ClientTotals;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From what live trials were given comes the result that each of them had. */
class RecordedTrialsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<String> names() throws Exception {
    Path folder = Path.of(requireNonNull(RecordedTrialsTest.class.getResource("recorded")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheSameResultAgainHoweverItsClientsAreDivided(String name) throws IOException {
    RawTrial raw = read(name);
    TrialSpec spec = SpecJson.readTrial(raw.spec().toString(), Path.of("."), "");
    for (int slices : new int[] {1, 2, 7}) {
      TrialResult again =
          switch (spec.workload().scenario()) {
            case Scenario.Feeds _, Scenario.Courier _ -> feeds(raw, spec, slices);
            case Scenario.JobStatus _ -> jobs(raw, spec, slices);
            case Scenario.Chat _ -> chat(raw, spec, slices);
            case Scenario.External other -> throw new AssertionError("not recorded: " + other);
          };
      assertThat(figures(tree(again.withAbsences())))
          .as("of %d slices", slices)
          .isEqualTo(figures(thenAsToday(raw)));
      assertThat(again.validity().reasons())
          .extracting(Validity.Reason::text)
          .isEqualTo(
              ResultJson.readTrial(raw.result().toString()).validity().reasons().stream()
                  .map(Validity.Reason::text)
                  .toList());
    }
  }

  private static ObjectNode tree(TrialResult result) throws IOException {
    return (ObjectNode) JSON.readTree(ResultJson.write(result));
  }

  /** All but the verdict, whose rules may change, and what schema 1 had under other names. */
  private static String figures(ObjectNode result) {
    result.remove("validity");
    if (result.path("story").path("kind").asText().equals(Scenario.Chat.KIND)) {
      result.remove(
          List.of("deliveryLatencyMs", "deliveryLatencyCorrectedMs", "publisherLagMs", "absent"));
      result
          .withObject("/model")
          .remove(List.of("deliveryLatencyMeanMs", "deliveryLatencyToleranceMs"));
    }
    return result.toPrettyString();
  }

  /**
   * The result that it had then, by the names of today, but for what has changed on purpose since:
   * a chat over TLS did not say what its handshakes resulted in.
   */
  private static ObjectNode thenAsToday(RawTrial raw) throws IOException {
    ObjectNode result = tree(ResultJson.readTrial(raw.result().toString()));
    boolean tls = raw.spec().at("/workload/protocol").asText().equals("h1-tls");
    if (tls && result.path("story").path("kind").asText().equals(Scenario.Chat.KIND)) {
      result.withObject("/server").set("tls", tlsOf(raw.clients().getFirst()));
    }
    return result;
  }

  private static JsonNode tlsOf(RawTrial.Client client) {
    String line =
        client.events().stream().filter(e -> e.startsWith("t ")).findFirst().orElseThrow();
    String[] words = line.split(" ", 4);
    return JSON.createObjectNode()
        .put("version", words[1])
        .put("cipherSuite", words[2])
        .put("applicationProtocol", words[3]);
  }

  private static RawTrial read(String name) throws IOException {
    try (InputStream in =
        requireNonNull(RecordedTrialsTest.class.getResourceAsStream("recorded/" + name))) {
      return RawTrial.read(in);
    }
  }

  /** Fills what one slice experienced. */
  private interface Part<M extends Mergeable> {
    void into(SliceResult<M> slice, int index);
  }

  /** All slices' results, each by way of its bytes, the last first. */
  private static <M extends Mergeable> SliceResult<M> sum(
      int slices, Supplier<M> nothing, Part<M> part) {
    var sum = new SliceResult<>(nothing);
    for (int index = slices - 1; index >= 0; index--) {
      var slice = new SliceResult<>(nothing);
      part.into(slice, index);
      sum.merge(slice.toBytes());
    }
    return sum;
  }

  /** What was read of the clients' process as a whole is the first slice's. */
  private static <M extends Mergeable> void add(
      SliceResult<M> slice, int index, RawTrial.Span span, M meters) {
    boolean first = index == 0;
    slice.add(
        meters,
        first ? span.open().edge().clients() : ClientTotals.NONE,
        first ? span.close().edge().clients() : ClientTotals.NONE);
  }

  private static TrialResult feeds(RawTrial raw, TrialSpec spec, int slices) {
    List<Probe> probes = new ArrayList<>();
    raw.clients().forEach(client -> probes.add(probe(client, probes.size(), raw)));
    List<PublishLog> logs = logs(raw);
    var sum =
        sum(
            slices,
            WindowMeters::new,
            (slice, index) -> {
              List<Probe> own = every(slices, index, probes);
              for (RawTrial.Span span : raw.windows()) {
                add(slice, index, span, WindowMeters.of(span.window(), logs(raw, span), own));
              }
              own.forEach(probe -> probe.addTo(slice.life, logs.get(probe.feed)));
              slice.life.set(Total.FAILURES, index == 0 ? raw.failures() : 0);
            });
    long unplanned = 0;
    for (int feed = 0; feed < logs.size(); feed++) {
      unplanned += planned(raw, spec, feed).differing(logs.get(feed));
    }
    return new FeedOutcome(spec, sum.in(frames(raw)), logs, unplanned, life(raw, spec, sum.life))
        .result();
  }

  private static Life life(RawTrial raw, TrialSpec spec, LifeTotals clients) {
    return raw.life().life(spec.workload().engine() != Engine.BROWSER, clients);
  }

  /** Those whose number is {@code index} modulo {@code slices}. */
  private static <T> List<T> every(int slices, int index, List<T> all) {
    return IntStream.range(0, all.size())
        .filter(i -> i % slices == index)
        .mapToObj(all::get)
        .toList();
  }

  private static List<PublishLog> logs(RawTrial raw) {
    return raw.logs().stream().map(log -> log.until(log.dueAt().size())).toList();
  }

  /** As they were when a window's drain was over. */
  private static List<PublishLog> logs(RawTrial raw, RawTrial.Span span) {
    return IntStream.range(0, raw.logs().size())
        .mapToObj(feed -> raw.logs().get(feed).until(span.newest().get(feed)))
        .toList();
  }

  /** What there is of the windows without clients. */
  private static List<MeasuredWindow<String>> frames(RawTrial raw) {
    return raw.windows().stream()
        .map(
            span ->
                new MeasuredWindow<>(
                    span.window(),
                    logs(raw, span),
                    "none",
                    span.open().edge().with(ClientTotals.NONE),
                    span.close().edge().with(ClientTotals.NONE)))
        .toList();
  }

  private static PlannedArrivals planned(RawTrial raw, TrialSpec spec, int feed) {
    return new PlannedArrivals(
        spec.workload().arrivals(),
        Seeds.arrivals(spec.seed(), spec.repeat(), feed),
        raw.startNanos(),
        raw.skipNanos());
  }

  private static Probe probe(RawTrial.Client client, int number, RawTrial raw) {
    Probe probe = new Probe(number, client.feed(), raw.life().clock().offsetNanos());
    poll(probe, client);
    client.events().forEach(line -> RawEvent.of(line).tell(probe));
    return probe;
  }

  /** Lets it know when it polled. */
  private static void poll(Probe probe, RawTrial.Client client) {
    probe.setTicks(client.ticks() == null ? Ticks.NONE : noted(client.ticks()));
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
    public long nextNanos(long completedNanos, boolean changed, long hintNanos) {
      return ticks.get(next++);
    }

    @Override
    public long missedTicks() {
      return 0;
    }
  }

  private static TrialResult jobs(RawTrial raw, TrialSpec spec, int slices) {
    List<JobProbe> probes = new ArrayList<>();
    raw.clients().forEach(client -> probes.add(jobProbe(client, probes.size())));
    long offset = raw.life().clock().offsetNanos();
    var sum =
        sum(
            slices,
            JobMeters::new,
            (slice, index) -> {
              for (RawTrial.Span span : raw.windows()) {
                var told = new JobsReading(0, 0, 0, 0, 0, 0, 0, span.jobs());
                List<JobProbe> own = every(slices, index, probes);
                add(slice, index, span, JobMeters.of(span.window(), own, told, offset));
              }
              for (int client = index; client < probes.size(); client += slices) {
                probes.get(client).addTo(slice.life);
              }
            });
    return new JobOutcome(
            spec,
            sum.in(frames(raw)),
            requireNonNull(raw.jobsBefore()),
            requireNonNull(raw.jobsAfter()),
            raw.windows().stream().mapToLong(RawTrial.Span::ended).sum(),
            life(raw, spec, sum.life))
        .result();
  }

  private static JobProbe jobProbe(RawTrial.Client client, int number) {
    var probe = new JobProbe(number);
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

  /** A room is in one slice as a whole. */
  private static TrialResult chat(RawTrial raw, TrialSpec spec, int slices) {
    List<List<ChatProbe>> rooms = new ArrayList<>();
    IntStream.range(0, spec.workload().feeds()).forEach(_ -> rooms.add(new ArrayList<>()));
    int number = 0;
    for (RawTrial.Client client : raw.clients()) {
      var member = new ChatProbe(number++, client.feed(), raw.life().clock().offsetNanos());
      poll(member, client);
      client.sent().forEach(sent -> member.sent.add(sent.getFirst(), sent.getLast()));
      client.events().forEach(line -> RawEvent.of(line).tell(member));
      rooms.get(client.feed()).add(member);
    }
    List<PublishLog> logs = logs(raw);
    var sum =
        sum(
            slices,
            ChatMeters::new,
            (slice, index) -> {
              for (RawTrial.Span span : raw.windows()) {
                List<List<ChatProbe>> own = every(slices, index, rooms);
                add(slice, index, span, ChatMeters.of(span.window(), logs(raw, span), own));
              }
              slice.life.add(Total.CUTS, index == 0 ? raw.cuts() : 0);
              slice.life.add(Total.UNCONFIRMED, index == 0 && !raw.allSent() ? 1 : 0);
              for (int room = index; room < rooms.size(); room += slices) {
                ChatMeters.addLife(
                    slice.life, rooms.get(room), logs.get(room), spec.workload().payloadBytes());
              }
            });
    return new ChatOutcome(spec, sum.in(frames(raw)), logs, life(raw, spec, sum.life)).result();
  }
}
