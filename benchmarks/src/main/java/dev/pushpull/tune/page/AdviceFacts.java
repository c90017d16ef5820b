package dev.pushpull.tune.page;

import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.report.Numbers;
import dev.pushpull.tune.Prices;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Recommendation.Check;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of the page's template. */
final class AdviceFacts {

  private record Fact(String key, String value) {}

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
    facts.put("hasPrices", advice.question().prices() != null);
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
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("updates", asked.arrivals()));
    facts.add(new Fact("rate", Words.rate(asked.updatesPerSecond()) + " per feed"));
    facts.add(new Fact("feeds", String.valueOf(asked.feeds())));
    facts.add(new Fact("subscribers", String.valueOf(asked.subscribers())));
    facts.add(new Fact("payload", asked.payloadBytes() + " B"));
    facts.add(new Fact("objectives", String.join(", ", asked.objectives())));
    facts.add(
        new Fact(
            "budgets", asked.budgets().isEmpty() ? "none" : String.join(", ", asked.budgets())));
    facts.add(new Fact("cheapest in", asked.cost()));
    facts.add(new Fact("allowed", String.join(", ", asked.ways())));
    facts.add(new Fact("seed", String.valueOf(asked.seed())));
    facts.add(
        new Fact(
            "round trip",
            Numbers.millis(advice.assumptions().roundTripMeanMs())
                + " on average, "
                + advice.assumptions().roundTripSource()));
    return facts;
  }

  private static List<Fact> check(Recommendation advice) {
    Check run = advice.verifyingRun();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("subscribers", String.valueOf(run.subscribers())));
    facts.add(new Fact("feeds", String.valueOf(run.feeds())));
    facts.add(new Fact("window", Words.seconds(run.windowSeconds())));
    facts.add(new Fact("repeats", String.valueOf(run.repeats())));
    if (run.stretchFromSeconds() != null) {
      facts.add(
          new Fact(
              "stretch",
              "begins %s after the trace's first change, holds %s changes"
                  .formatted(Words.seconds(run.stretchFromSeconds()), run.stretchUpdates())));
    }
    facts.add(
        new Fact("simulated", run.replicas() + " times; the bound is the second worst of them"));
    return facts;
  }

  private static List<Unit> units(UnitCosts costs) {
    var units = new ArrayList<Unit>();
    add(units, "a poll answered 200", costs.poll());
    add(units, "a conditional poll answered 200", costs.conditionalPoll());
    add(units, "a conditional poll answered 304", costs.notModified());
    add(units, "a long poll answered", costs.longPoll());
    add(units, "a server-sent event", costs.event());
    add(units, "a WebSocket message", costs.frame());
    add(units, "an open event stream, per second", costs.streamSecond());
    add(units, "an open WebSocket, per second", costs.socketSecond());
    return units;
  }

  private static void add(List<Unit> units, String what, @Nullable UnitCost cost) {
    if (cost != null) {
      units.add(
          new Unit(
              what,
              Numbers.bytes(cost.bytesUp()),
              Numbers.bytes(cost.bytesDown()),
              Numbers.micros(cost.serverCpuMicros())));
    }
  }

  private static List<String> notes(Recommendation advice) {
    var notes = new ArrayList<>(advice.notes());
    notes.addAll(advice.assumptions().unitCosts().notes());
    return notes;
  }

  private static List<Fact> prices(@Nullable Prices prices) {
    if (prices == null) {
      return List.of();
    }
    return List.of(
        new Fact("a million requests", Numbers.bare(prices.perMillionRequests())),
        new Fact("a million messages", Numbers.bare(prices.perMillionMessages())),
        new Fact(
            "a million connection-minutes", Numbers.bare(prices.perMillionConnectionMinutes())),
        new Fact("a GB sent", Numbers.bare(prices.perGigabyte())),
        new Fact("currency", prices.currency().isEmpty() ? "not given" : prices.currency()));
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
