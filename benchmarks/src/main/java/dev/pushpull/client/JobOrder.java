package dev.pushpull.client;

import dev.pushpull.spec.Strategy;
import java.net.URI;
import java.time.Duration;

/**
 * Where one client submits jobs, and how it watches them.
 *
 * @param strategy how it learns how far a job is
 * @param lobby absolute address of a feed that its first request asks for, its host a literal
 *     address
 * @param longPollWait what a long poll asks the server to wait, whole seconds
 * @param timeout how long an answer, a connect or an orderly close may take, beyond any wait
 */
public record JobOrder(Strategy strategy, URI lobby, Duration longPollWait, Duration timeout) {

  /** Where jobs are submitted. */
  public URI jobs() {
    return lobby.resolve("/jobs");
  }

  /** Where a job's feed is listened to, from the {@code Location} of the answer. */
  public SubscriberOrder watching(String location) {
    return new SubscriberOrder(strategy, lobby.resolve(location), longPollWait, timeout);
  }
}
