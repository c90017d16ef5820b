package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.launch.Target;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rooms whose members send, and get what all of them sent.
 *
 * <pre>
 *   room 1, member 1 ── polls, long polls or SSE ──┐
 *   room 1, member 1 ── POST of each message ──────┼──&gt; data listener ── room 1, room 2 …
 *   room 1, member 2 ── WebSocket, both ways ──────┘       (logs that members alone publish to)
 *   …
 *   cutter           ── resets a member's connections now and then
 *   trial            ── control ──────────────────────&gt; control listener (logs, counters)
 * </pre>
 */
final class ChatTrial implements ScenarioTrial<List<PublishLog>, ChatMeters> {

  private final TrialSpec spec;
  private final Scenario.Chat chat;
  private final Target server;
  private final TrialFeeds rooms;

  ChatTrial(TrialSpec spec, Scenario.Chat chat, Target server) {
    this.spec = spec;
    this.chat = chat;
    this.server = server;
    this.rooms = new TrialFeeds(spec, server);
  }

  @Override
  public Load burnIn(ClientEngine engine) throws IOException, InterruptedException {
    return new ChatBurnIn(spec, server, rooms.prefix() + "burn-in", engine);
  }

  /** The rooms are there, and nobody is in them. */
  @Override
  public void beginBaseline(long clockOffsetNanos) throws IOException, InterruptedException {
    rooms.create(clockOffsetNanos);
  }

  @Override
  public ChatSlice create(ClientEngine engine, long clockOffsetNanos) {
    List<URI> addresses =
        IntStream.range(0, spec.workload().feeds()).mapToObj(rooms::address).toList();
    return ChatSlice.of(spec, chat, engine, addresses, clockOffsetNanos);
  }

  @Override
  public long start(long leadNanos) throws IOException, InterruptedException {
    return rooms.start(leadNanos);
  }

  @Override
  public List<PublishLog> told() throws IOException, InterruptedException {
    return rooms.logs();
  }

  @Override
  public List<PublishLog> logs(List<PublishLog> told) {
    return told;
  }

  @Override
  public Map<String, Figure> figures(MeasuredWindow<ChatMeters> window) {
    return Figures.ofChats(window, spec.workload().subscribers());
  }

  @Override
  public void quiesce() throws IOException, InterruptedException {
    rooms.quiesce();
  }

  /** Its arrivals are the messages that were due in the windows. */
  @Override
  public TrialResult result(
      List<MeasuredWindow<ChatMeters>> windows,
      LifeTotals clients,
      List<List<PublishLog>> windowsTold,
      List<PublishLog> told,
      Life life) {
    String digest =
        DueArrivals.digest(
            windows.stream().map(MeasuredWindow::window).toList(),
            spec.workload().feeds(),
            rooms::planned);
    return new ChatOutcome(spec, windows, clients, told, digest, life).result();
  }

  @Override
  public void tidy() {
    server.leave(rooms.prefix());
  }
}
