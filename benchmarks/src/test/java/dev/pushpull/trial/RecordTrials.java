package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.client.ClientStack;
import dev.pushpull.launch.JobsReading;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.SpecJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Client;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records live trials, one for each strategy and scenario, as {@link RawTrial}s: {@code main
 * FOLDER}.
 */
final class RecordTrials {

  private static final List<String> POLLS =
      List.of(
          "poll@200ms",
          "conditional-poll@150ms",
          "poll@200ms~50%",
          "backoff@50ms..400ms",
          "adaptive@50ms..400ms",
          "hinted");
  private static final List<String> PUSH = List.of("long-poll", "sse", "websocket");

  /** So many clients are made before the trial's own, but not where these are a browser's. */
  private static final int BURN_IN = 16;

  private RecordTrials() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (Map.Entry<String, TrialSpec> named : specs().entrySet()) {
      if (args.length > 1 && !named.getKey().contains(args[1])) {
        continue;
      }
      Path log = Files.createTempDirectory("recorded").resolve("server.log");
      RawTrial recorded = record(named.getValue(), log);
      recorded.write(folder.resolve(named.getKey() + ".json.gz"));
      System.out.println(named.getKey() + " " + recorded.result().path("validity").path("reasons"));
    }
  }

  private static Map<String, TrialSpec> specs() {
    var specs = new TreeMap<String, TrialSpec>();
    var feeds = new Scenario.Feeds();
    for (String strategy : concat(POLLS, PUSH, List.of("raw-websocket"))) {
      add(specs, "feeds", strategy, feeds, "poisson:8/s", 3, 10, Client.OKHTTP);
      if (!strategy.equals("raw-websocket")) {
        add(
            specs,
            "courier",
            strategy,
            Scenario.parse("courier"),
            "poisson:4/s",
            4,
            6,
            Client.OKHTTP);
        add(
            specs,
            "jobs",
            strategy,
            Scenario.parse("job-status:exponential:300ms+20%failed"),
            "poisson:2/s",
            6,
            6,
            Client.OKHTTP);
        add(specs, "chat", strategy, Scenario.parse("chat"), "poisson:6/s", 2, 6, Client.OKHTTP);
      }
    }
    add(
        specs,
        "chat-cuts",
        "websocket",
        Scenario.parse("chat:cuts:3/s"),
        "poisson:6/s",
        2,
        6,
        Client.OKHTTP);
    add(specs, "browser", "poll@200ms", feeds, "poisson:8/s", 1, 1, Client.BROWSER);
    add(specs, "browser", "sse", feeds, "poisson:8/s", 1, 1, Client.BROWSER);
    return specs;
  }

  @SafeVarargs
  private static List<String> concat(List<String>... lists) {
    var all = new ArrayList<String>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private static void add(
      Map<String, TrialSpec> specs,
      String name,
      String strategy,
      Scenario scenario,
      String arrivals,
      int feeds,
      int subscribers,
      Client client) {
    Strategy how = Strategy.parse(strategy);
    boolean chat = scenario instanceof Scenario.Chat;
    boolean jobs = scenario instanceof Scenario.JobStatus;
    Protocol protocol =
        strategy.equals("sse") && !jobs && client == Client.OKHTTP
            ? Protocol.parse("h1-tls")
            : Protocol.H1;
    var workload =
        new Workload(
            Arrivals.parse(arrivals),
            feeds,
            subscribers,
            jobs ? 0 : chat ? 44 : 8,
            protocol,
            scenario,
            client);
    var timing =
        new Timing(Duration.ofMillis(300), Duration.ofMillis(1_500), 2, Timing.defaultDrain(how));
    String file = name + "-" + strategy.replaceAll("[^a-z0-9-]+", "_");
    specs.put(file, new TrialSpec("001", how, workload, timing, 1, 7, Optional.empty()));
  }

  /** Runs a trial and keeps what it was made from. */
  static RawTrial record(TrialSpec spec, Path serverLog) throws Exception {
    try (var server = ServerHandle.open(spec, serverLog);
        ClientStack clients = Trial.stack(spec, server.carrier())) {
      var recording = new RecordingStack(clients);
      ScenarioTrial scenario = Trial.scenario(spec, server, recording);
      TrialResult result = Trials.live(spec, server, recording, scenario).withAbsences();
      return switch (scenario) {
        case FeedTrial feeds -> feeds(spec, feeds, recording, result);
        case JobTrial jobs -> jobs(spec, jobs, recording, result);
        case ChatTrial chat -> chat(spec, chat, recording, result);
        default -> throw new IllegalStateException("unknown scenario: " + scenario);
      };
    }
  }

  private static RawTrial feeds(
      TrialSpec spec, FeedTrial run, RecordingStack recording, TrialResult result)
      throws Exception {
    FeedOutcome outcome = run.outcome();
    List<RawTrial.Client> clients = new ArrayList<>();
    for (int i = 0; i < run.probes().size(); i++) {
      Probe probe = run.probes().get(i);
      clients.add(client(recording, i, probe, until(run.windows())));
    }
    return raw(
        spec,
        run.windows().stream().map(RecordTrials::span).toList(),
        outcome.life(),
        outcome.logs(),
        clients,
        run.feeds().origin(),
        outcome.failures(),
        null,
        null,
        0,
        true,
        result);
  }

  private static long until(List<MeasuredWindow> windows) {
    return windows.getLast().window().drainEndNanos();
  }

  private static RawTrial.Client client(RecordingStack recording, int i, Probe probe, long until) {
    return new RawTrial.Client(
        probe.feed(),
        lines(recording, recording.subscribers().size() > BURN_IN ? i + BURN_IN : i),
        RawTrial.ticks(probe.ticks(), until),
        Map.of(),
        List.of());
  }

  private static List<String> lines(RecordingStack recording, int client) {
    return recording.subscribers().get(client).stream().map(RawEvent::line).toList();
  }

  private static RawTrial.Span span(MeasuredWindow measured) {
    return span(
        measured.window(),
        measured.open(),
        measured.close(),
        measured.logs().stream().map(PublishLog::newest).toList(),
        List.of(),
        0);
  }

  private static RawTrial.Span span(
      Window window,
      Edge open,
      Edge close,
      List<Integer> newest,
      List<JobsReading.Entry> jobs,
      long ended) {
    return new RawTrial.Span(
        window.startNanos(),
        window.endNanos(),
        window.drainEndNanos(),
        RawTrial.Totals.of(open),
        RawTrial.Totals.of(close),
        newest,
        jobs,
        ended);
  }

  private static RawTrial jobs(
      TrialSpec spec, JobTrial run, RecordingStack recording, TrialResult result) throws Exception {
    JobOutcome outcome = run.outcome();
    long until = run.windows().getLast().window().drainEndNanos();
    List<RawTrial.Client> clients = new ArrayList<>();
    for (int i = 0; i < spec.workload().subscribers(); i++) {
      var ticks = new TreeMap<Integer, List<Long>>();
      recording
          .ticksOfJobs()
          .get(i)
          .forEach((job, noted) -> ticks.put(job, requireNonNull(RawTrial.ticks(noted, until))));
      clients.add(new RawTrial.Client(i, lines(recording, i), null, ticks, List.of()));
    }
    var windows =
        run.windows().stream()
            .map(
                w ->
                    span(
                        w.window(),
                        w.open(),
                        w.close(),
                        List.of(),
                        List.copyOf(w.server().values()),
                        w.ended()))
            .toList();
    return raw(
        spec,
        windows,
        outcome.life(),
        List.of(),
        clients,
        new long[2],
        0,
        outcome.before(),
        outcome.after(),
        0,
        true,
        result);
  }

  private static RawTrial chat(
      TrialSpec spec, ChatTrial run, RecordingStack recording, TrialResult result)
      throws Exception {
    ChatOutcome outcome = run.outcome();
    long until = run.windows().getLast().measured().window().drainEndNanos();
    var members = new ArrayList<ChatProbe>();
    outcome.rooms().forEach(members::addAll);
    members.sort((a, b) -> Integer.compare(a.member(), b.member()));
    List<RawTrial.Client> clients = new ArrayList<>();
    for (ChatProbe member : members) {
      RawTrial.Client any = client(recording, member.member(), member.probe(), until);
      var sent =
          IntStream.rangeClosed(1, member.sent().size())
              .mapToObj(n -> List.of(member.sent().dueAt(n), member.sent().sentAt(n)))
              .toList();
      clients.add(new RawTrial.Client(any.feed(), any.events(), any.ticks(), Map.of(), sent));
    }
    return raw(
        spec,
        run.windows().stream().map(ChatWindow::measured).map(RecordTrials::span).toList(),
        outcome.life(),
        outcome.logs(),
        clients,
        run.feeds().origin(),
        0,
        null,
        null,
        outcome.cuts(),
        outcome.allSent(),
        result);
  }

  private static RawTrial raw(
      TrialSpec spec,
      List<RawTrial.Span> windows,
      Life life,
      List<PublishLog> logs,
      List<RawTrial.Client> clients,
      long[] origin,
      long failures,
      @Nullable JobsReading before,
      @Nullable JobsReading after,
      long cuts,
      boolean allSent,
      TrialResult result)
      throws Exception {
    var json = new ObjectMapper();
    return new RawTrial(
        json.readTree(SpecJson.write(spec)),
        windows,
        RawTrial.Around.of(life),
        logs.stream().map(RawTrial.Log::of).toList(),
        clients,
        origin[0],
        origin[1],
        failures,
        before,
        after,
        cuts,
        allSent,
        json.readTree(ResultJson.write(result)));
  }
}
