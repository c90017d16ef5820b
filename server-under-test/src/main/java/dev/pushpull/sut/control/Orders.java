package dev.pushpull.sut.control;

import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.feed.JobsSpec;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.FeedOrder;
import dev.pushpull.sut.wire.JobOrder;
import java.util.ArrayList;
import java.util.List;

/** What control orders, as the feeds and jobs are made of; each names what is wrong with it. */
final class Orders {

  private Orders() {}

  static List<FeedSpec> feeds(List<FeedOrder> orders) throws InvalidBodyException {
    var specs = new ArrayList<FeedSpec>(orders.size());
    for (FeedOrder order : orders) {
      try {
        specs.add(feed(order));
      } catch (IllegalArgumentException e) {
        throw new InvalidBodyException("feeds[" + specs.size() + "]." + e.getMessage());
      }
    }
    return specs;
  }

  private static FeedSpec feed(FeedOrder order) {
    return new FeedSpec(
        order.name(),
        order.source(),
        order.seed(),
        order.payloadBytes(),
        order.maxAgeSeconds(),
        order.kind(),
        order.retain());
  }

  static JobsSpec jobs(JobOrder order) throws InvalidBodyException {
    try {
      return new JobsSpec(
          ServiceTime.parse(order.service()),
          order.failurePercent(),
          order.maxLive(),
          order.seed(),
          order.keepSeconds());
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(String.valueOf(e.getMessage()));
    }
  }
}
