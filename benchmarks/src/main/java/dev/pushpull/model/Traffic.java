package dev.pushpull.model;

import dev.pushpull.spec.Strategy;

/**
 * What all subscribers together cause, per second, by what it costs.
 *
 * @param polls polls answered 200
 * @param conditionalPolls conditional polls answered 200
 * @param notModified conditional polls answered 304
 * @param longPolls long polls answered 200
 * @param longPollTimeouts long polls answered 304 after their wait
 * @param events server-sent events
 * @param frames WebSocket messages
 * @param openStreams how many event streams are open
 * @param openSockets how many WebSockets are open
 */
public record Traffic(
    double polls,
    double conditionalPolls,
    double notModified,
    double longPolls,
    double longPollTimeouts,
    double events,
    double frames,
    double openStreams,
    double openSockets) {

  /**
   * What a strategy causes.
   *
   * @param answers requests answered per second, by all subscribers; for streams of no effect
   * @param news answers or messages per second that brought something newer
   */
  public static Traffic of(Strategy strategy, double subscribers, double answers, double news) {
    double empty = answers - news;
    return switch (strategy) {
      case Strategy.Poll poll ->
          poll.conditional()
              ? new Traffic(0, news, empty, 0, 0, 0, 0, 0, 0)
              : new Traffic(answers, 0, 0, 0, 0, 0, 0, 0, 0);
      case Strategy.LongPoll _ -> new Traffic(0, 0, 0, news, empty, 0, 0, 0, 0);
      case Strategy.ServerSentEvents _ -> new Traffic(0, 0, 0, 0, 0, news, 0, subscribers, 0);
      case Strategy.WebSocket _ -> new Traffic(0, 0, 0, 0, 0, 0, news, 0, subscribers);
    };
  }

  /** HTTP requests per second; opening a stream is not counted. */
  public double requests() {
    return polls + conditionalPolls + notModified + longPolls + longPollTimeouts;
  }

  /** Messages per second that the server sends unasked. */
  public double pushes() {
    return events + frames;
  }

  /** Answers and pushes per second that carry an update, news or not. */
  public double updatesCarried() {
    return polls + conditionalPolls + longPolls + pushes();
  }

  /** Streams and sockets that are open. */
  public double connections() {
    return openStreams + openSockets;
  }
}
