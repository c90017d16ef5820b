package dev.pushpull.tune.page;

import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.report.page.Fact;
import dev.pushpull.text.Numbers;
import dev.pushpull.tune.Prices;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Recommendation.Check;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of the page's template. */
final class AdviceFacts {

  private record Unit(String what, String up, String down, String cpu) {}

  private AdviceFacts() {}

  static Map<String, Object> of(Recommendation advice) {
    var facts = new HashMap<String, Object>();
    List<String> answer = advice.answer();
    facts.put("title", "pushpull: " + headline(advice));
    facts.put("headline", headline(advice));
    facts.put("badge", advice.advises() ? "predicted, not measured" : "nothing meets it");
    facts.put("badgeClass", advice.advises() ? "predicted" : "INVALID");
    facts.put("question", question(advice));
    facts.put("first", answer.getFirst());
    facts.put("rest", answer.subList(1, answer.size()));
    facts.put("asked", asked(advice));
    facts.put("check", check(advice));
    facts.put("units", units(advice.assumptions().unitCosts()));
    facts.put("notes", notes(advice));
    facts.put("trace", advice.trace() == null ? List.of() : List.of(trace(advice.trace())));
    facts.put("prices", prices(advice.question().prices()));
    return facts;
  }

  private static String headline(Recommendation advice) {
    return advice.advises() ? "Use " + advice.recommended() : "Nothing meets this";
  }

  private static String question(Recommendation advice) {
    return String.join(" and ", advice.question().objectives())
        + (advice.question().budgets().isEmpty()
            ? ""
            : ", within " + String.join(" and ", advice.question().budgets()));
  }

  private static List<Fact> asked(Recommendation advice) {
    var asked = advice.question();
    var from = advice.assumptions();
    return List.of(
        Fact.of("updates", asked.arrivals()),
        Fact.of("rate", Words.rate(asked.updatesPerSecond()) + " per feed"),
        Fact.of("feeds", asked.feeds()),
        Fact.of("subscribers", asked.subscribers()),
        Fact.of("payload", asked.payloadBytes() + " B"),
        Fact.of("objectives", String.join(", ", asked.objectives())),
        Fact.of("budgets", asked.budgets().isEmpty() ? "none" : String.join(", ", asked.budgets())),
        Fact.of("cheapest in", asked.cost()),
        Fact.of("allowed", String.join(", ", asked.ways())),
        Fact.of("seed", asked.seed()),
        Fact.of(
            "round trip",
            Numbers.millis(from.roundTripMeanMs()) + " on average, " + from.roundTripSource()));
  }

  private static List<Fact> check(Recommendation advice) {
    Check run = advice.verifyingRun();
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("subscribers", run.subscribers()));
    facts.add(Fact.of("feeds", run.feeds()));
    facts.add(Fact.of("window", Words.seconds(run.windowSeconds())));
    facts.add(Fact.of("repeats", run.repeats()));
    if (run.stretchFromSeconds() != null) {
      facts.add(
          Fact.of(
              "stretch",
              "begins %s after the trace's first change, holds %s changes"
                  .formatted(Words.seconds(run.stretchFromSeconds()), run.stretchUpdates())));
    }
    facts.add(
        Fact.of("simulated", run.replicas() + " times; the bound is the second worst of them"));
    return facts;
  }

  private static List<Unit> units(UnitCosts costs) {
    return Stream.of(
            unit("a poll answered 200", costs.poll()),
            unit("a conditional poll answered 200", costs.conditionalPoll()),
            unit("a conditional poll answered 304", costs.notModified()),
            unit("a long poll answered", costs.longPoll()),
            unit("a server-sent event", costs.event()),
            unit("a WebSocket message", costs.frame()),
            unit("an open event stream, per second", costs.streamSecond()),
            unit("an open WebSocket, per second", costs.socketSecond()))
        .flatMap(part -> part)
        .toList();
  }

  private static Stream<Unit> unit(String what, @Nullable UnitCost cost) {
    return Stream.ofNullable(cost)
        .map(
            each ->
                new Unit(
                    what,
                    Numbers.bytes(each.bytesUp()),
                    Numbers.bytes(each.bytesDown()),
                    micros(each.serverCpuMicros())));
  }

  private static String micros(@Nullable Double micros) {
    return micros == null ? Numbers.NONE : Numbers.micros(micros);
  }

  private static List<String> notes(Recommendation advice) {
    List<String> costs = advice.assumptions().unitCosts().notes();
    return Stream.concat(advice.notes().stream(), costs.stream()).toList();
  }

  private static List<Fact> prices(@Nullable Prices prices) {
    if (prices == null) {
      return List.of();
    }
    return List.of(
        Fact.of("a million requests", Numbers.bare(prices.perMillionRequests())),
        Fact.of("a million messages", Numbers.bare(prices.perMillionMessages())),
        Fact.of("a million connection-minutes", Numbers.bare(prices.perMillionConnectionMinutes())),
        Fact.of("a GB sent", Numbers.bare(prices.perGigabyte())),
        Fact.of("currency", prices.currency().isEmpty() ? "not given" : prices.currency()));
  }

  /** What the trace's section says in words. */
  private static Map<String, Object> trace(TraceFacts trace) {
    var facts = new HashMap<String, Object>();
    facts.put("file", trace.file());
    facts.put("updates", trace.updates());
    facts.put("span", Words.seconds(trace.spanSeconds()));
    facts.put("rate", Words.rate(trace.ratePerSecond()));
    facts.put("variation", Numbers.plain(trace.gapVariation()));
    facts.put("busiest", trace.busiestHourUpdates());
    facts.put(
        "busiestShare", Numbers.percent((double) trace.busiestHourUpdates() / trace.updates()));
    facts.put("busiestAt", Words.seconds(trace.busiestHourFromSeconds()));
    facts.put("poisson", poisson(trace));
    return facts;
  }

  private static String poisson(TraceFacts trace) {
    if (trace.poisson() == null) {
      return "";
    }
    String interval = trace.poisson().bestFixed();
    return "A Poisson process of the same mean rate would be advised %s."
        .formatted(interval == null ? "no interval" : interval);
  }
}
