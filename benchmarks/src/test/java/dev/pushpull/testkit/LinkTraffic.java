package dev.pushpull.testkit;

import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.Traffic;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.model.UpdateProcess;
import dev.pushpull.spec.Strategy;
import java.util.List;

/**
 * Bytes that one client causes per second, with all that a table of header bytes leaves out:
 * measured headers, the messages themselves, TCP/IP, masks, heartbeats and handshakes.
 *
 * @param headers HTTP headers, or what frames an event or a message
 * @param messages JSON and payload of the updates
 * @param tcpIp headers of packets and acknowledgements, see {@link TcpIp}
 * @param heartbeats pings with their masked pongs, or comments, TCP/IP included
 * @param connection opening and closing, by how long a connection lives
 */
public record LinkTraffic(
    double headers, double messages, double tcpIp, double heartbeats, double connection) {

  /** How long a connection lives here. */
  public static final double CONNECTION_SECONDS = 3_600;

  private static final double HEARTBEATS = UnitCosts.HEARTBEATS_PER_SECOND;
  private static final int SHORT_FRAME = 126;

  /**
   * A strategy's, where each feed is updated at equal gaps.
   *
   * @param costs of the kinds that it needs
   * @throws IllegalArgumentException if one of them was not measured
   */
  public static LinkTraffic of(
      Strategy strategy, double updatesPerSecond, UnitCosts costs, int payloadBytes) {
    double document = document(costs, payloadBytes);
    double headers = 0;
    double messages = 0;
    double tcpIp = 0;
    for (Flow flow : flows(strategy, updatesPerSecond)) {
      UnitCost one = costs.perSecond(flow.one(), payloadBytes);
      double carried = flow.one().updatesCarried() * document;
      headers += flow.perSecond() * (one.bytes() - carried);
      messages += flow.perSecond() * carried;
      tcpIp +=
          flow.perSecond()
              * (flow.one().requests() > 0
                  ? TcpIp.exchangeBytes(one.bytesUp(), one.bytesDown())
                  : TcpIp.messageBytes(one.bytesDown()));
    }
    return new LinkTraffic(
        headers, messages, tcpIp, heartbeats(strategy, costs), connection(strategy, costs));
  }

  /** All together. */
  public double total() {
    return headers + messages + tcpIp + heartbeats + connection;
  }

  /** One of something, and how often it comes. */
  private record Flow(Traffic one, double perSecond) {}

  private static List<Flow> flows(Strategy strategy, double updates) {
    if (!(strategy instanceof Strategy.Poll poll)) {
      return List.of(new Flow(Traffic.of(strategy, 0, 1, 1), updates));
    }
    double interval = poll.longestInterval().toNanos() / 1e9;
    double empty =
        new PollExpectation(interval, 0, new UpdateProcess.Periodic(1 / updates)).emptyPollRatio();
    return List.of(
        new Flow(Traffic.of(strategy, 0, 1, 1), (1 - empty) / interval),
        new Flow(Traffic.of(strategy, 0, 1, 0), empty / interval));
  }

  /** An update's JSON: a frame less its header (RFC 6455, section 5.2). */
  private static double document(UnitCosts costs, int payloadBytes) {
    double frame =
        costs.perSecond(Traffic.of(new Strategy.WebSocket(), 0, 1, 1), payloadBytes).bytesDown();
    return frame - (frame < SHORT_FRAME + 2 ? 2 : 4);
  }

  private static double heartbeats(Strategy strategy, UnitCosts costs) {
    return switch (strategy) {
      case Strategy.ServerSentEvents _ ->
          costs.streamSecond().bytes() + HEARTBEATS * TcpIp.messageBytes(1);
      case Strategy.WebSocket _ ->
          costs.socketSecond().bytes() + HEARTBEATS * TcpIp.exchangeBytes(1, 1);
      default -> 0;
    };
  }

  private static double connection(Strategy strategy, UnitCosts costs) {
    UnitCost opening =
        switch (strategy) {
          case Strategy.ServerSentEvents _ -> costs.streamOpening();
          case Strategy.WebSocket _ -> costs.socketOpening();
          default -> UnitCost.NONE;
        };
    double said =
        opening == null || opening.bytes() == 0 ? 0 : opening.bytes() + TcpIp.exchangeBytes(1, 1);
    return (TcpIp.connectionBytes() + said) / CONNECTION_SECONDS;
  }
}
