package dev.pushpull.report;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.spec.Strategy;
import dev.pushpull.testkit.HeaderTraffic;
import dev.pushpull.testkit.LinkTraffic;
import dev.pushpull.text.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The often quoted table of header bytes, and what it leaves out, as Markdown. */
public final class HeaderTables {

  private static final List<Integer> CLIENTS = List.of(1_000, 10_000, 100_000);

  private static final List<Strategy> STRATEGIES =
      Stream.of("poll@1s", "conditional-poll@1s", "long-poll", "sse", "websocket")
          .map(Strategy::parse)
          .toList();

  private static final double ONE_A_SECOND = 1;

  private HeaderTables() {}

  /** The table as it is quoted, digit for digit. */
  public static String quoted() {
    var lines =
        new ArrayList<>(
            List.of(
                "| clients, a message a second each | polling, %s B a poll | WebSocket, %s B a frame |"
                    .formatted(HeaderTraffic.POLL_BYTES, HeaderTraffic.FRAME_BYTES),
                "| ---: | ---: | ---: |"));
    for (int clients : CLIENTS) {
      double polls = HeaderTraffic.megabitsPerSecond(HeaderTraffic.POLL_BYTES, clients);
      double frames = HeaderTraffic.megabitsPerSecond(HeaderTraffic.FRAME_BYTES, clients);
      lines.add(
          row(
              grouped(clients),
              fixed(polls, polls < 10 ? 1 : 0) + " Mbit/s",
              fixed(frames, 3) + " Mbit/s"));
    }
    return String.join("\n", lines) + "\n";
  }

  /**
   * What it leaves out.
   *
   * @param costs of every way to listen
   * @throws IllegalArgumentException if one of them was not measured
   */
  public static String leftOut(UnitCosts costs, int payloadBytes) {
    var lines = new ArrayList<String>();
    lines.add(row("bytes per client and second", each(strategy -> "`" + strategy + "`")));
    lines.add(row("---", each(_ -> "---:")));
    lines.add(row("headers, as quoted", "871", "—", "—", "—", "2"));
    List<LinkTraffic> one = traffic(ONE_A_SECOND, costs, payloadBytes);
    lines.add(row("headers, as measured", bytes(one, LinkTraffic::headers)));
    lines.add(row("the message: JSON and payload", bytes(one, LinkTraffic::messages)));
    lines.add(row("TCP/IP headers and ACKs", bytes(one, LinkTraffic::tcpIp)));
    lines.add(row("pings, masked pongs, heartbeats", bytes(one, LinkTraffic::heartbeats)));
    lines.add(row("opening and closing, once an hour", bytes(one, LinkTraffic::connection)));
    lines.add(row("**all, at 1 update a second**", bytes(one, LinkTraffic::total)));
    for (int clients : CLIENTS) {
      lines.add(row("Mbit/s for " + grouped(clients) + " clients", megabits(one, clients)));
    }
    lines.add(total("all, at 1 update in 10 s", 0.1, costs, payloadBytes));
    lines.add(total("all, at 10 updates a second", 10, costs, payloadBytes));
    return String.join("\n", lines) + "\n";
  }

  private static String total(String title, double updates, UnitCosts costs, int payloadBytes) {
    return row(title, bytes(traffic(updates, costs, payloadBytes), LinkTraffic::total));
  }

  private static List<LinkTraffic> traffic(double updates, UnitCosts costs, int payloadBytes) {
    return STRATEGIES.stream()
        .map(strategy -> LinkTraffic.of(strategy, updates, costs, payloadBytes))
        .toList();
  }

  private static String[] each(Function<Strategy, String> cell) {
    return STRATEGIES.stream().map(cell).toArray(String[]::new);
  }

  private static String[] bytes(List<LinkTraffic> traffic, ToDoubleFunction<LinkTraffic> figure) {
    return traffic.stream()
        .mapToDouble(figure)
        .mapToObj(HeaderTables::bytes)
        .toArray(String[]::new);
  }

  private static String bytes(double value) {
    String text = fixed(value, value < 1 && value > 0 ? 1 : 0);
    return text.replaceFirst("^(\\d+)(\\d{3})$", "$1,$2");
  }

  private static String[] megabits(List<LinkTraffic> traffic, int clients) {
    return traffic.stream()
        .map(one -> Numbers.plain(HeaderTraffic.megabitsPerSecond(one.total(), clients)))
        .toArray(String[]::new);
  }

  private static String row(String first, String... cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |";
  }

  private static String fixed(double value, int places) {
    return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP).toPlainString();
  }

  private static String grouped(int number) {
    return number / 1_000 + ",000";
  }
}
