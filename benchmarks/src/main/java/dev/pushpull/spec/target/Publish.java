package dev.pushpull.spec.target;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an update of a feed is published.
 *
 * @param action what is sent
 * @param version where the new version stands in the answer; empty if it says none
 * @param stampAt where an update has the stamp that it was published with; empty if nowhere
 */
public record Publish(Action action, Optional<Locator> version, Optional<Locator.Pointer> stampAt) {

  /** What is sent. */
  public sealed interface Action {}

  /** A request. */
  public record Request(RequestForm request) implements Action {
    @Override
    public String toString() {
      return request.toString();
    }
  }

  /** A message on a WebSocket that was opened as any client's. */
  public record Message(Template send) implements Action {
    @Override
    public String toString() {
      return "a message on the WebSocket";
    }
  }

  /** All its texts. */
  Stream<Template> templates() {
    return switch (action) {
      case Request(RequestForm request) -> request.templates();
      case Message(Template send) -> Stream.of(send);
    };
  }
}
