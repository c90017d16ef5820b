package dev.pushpull.spec.target;

import dev.pushpull.spec.Strategy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A way in which clients of the server can listen. */
public sealed interface Way {

  /** The kinds of ways, by the keys of target files. */
  enum Kind {
    POLL,
    LONG_POLL,
    SSE,
    WEBSOCKET;

    /** The way that a strategy takes. */
    public static Kind of(Strategy strategy) {
      return switch (strategy) {
        case Strategy.Poll _ -> POLL;
        case Strategy.LongPoll _ -> LONG_POLL;
        case Strategy.ServerSentEvents _ -> SSE;
        case Strategy.WebSocket _ -> WEBSOCKET;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The request that it begins with. */
  RequestForm request();

  /** Where an update stands in an answer, an event or a message; empty: it is the whole. */
  Optional<Locator.Pointer> document();

  /** All its texts. */
  Stream<Template> templates();

  /**
   * Requests on a schedule. If they are conditional, every validator that the last answer had is
   * sent back: an ETag as {@code If-None-Match}, its date as {@code If-Modified-Since}.
   */
  record Poll(RequestForm request, Optional<Locator.Pointer> document) implements Way {
    @Override
    public Stream<Template> templates() {
      return request.templates();
    }
  }

  /**
   * Requests that the server holds until there is something.
   *
   * @param first the path of the first one, a GET that is answered at once; empty: as all others
   * @param request what is held; it may name the version that is known
   * @param nothing statuses that mean that there was nothing, upon which it is made again
   * @param engineIo whether these are the requests of Engine.IO polling, over which the
   *     conversation of the WebSocket goes: the first opens a session, whose {@code sid} all others
   *     carry, and messages are posted to the same path
   */
  record LongPoll(
      Optional<Template> first,
      RequestForm request,
      Set<Integer> nothing,
      Optional<Locator.Pointer> document,
      boolean engineIo)
      implements Way {

    /** The statuses that usually mean that there was nothing. */
    public static final List<Integer> USUAL_NOTHING = List.of(204, 304, 408);

    /** Copies the statuses. */
    public LongPoll {
      nothing = Set.copyOf(nothing);
    }

    @Override
    public Stream<Template> templates() {
      return Stream.concat(first.stream(), request.templates());
    }
  }

  /**
   * A stream of events; its request may be a POST.
   *
   * @param event the type of the events that are updates; empty: all
   */
  record EventStream(
      RequestForm request, Optional<String> event, Optional<Locator.Pointer> document)
      implements Way {
    @Override
    public Stream<Template> templates() {
      return request.templates();
    }
  }

  /**
   * A WebSocket.
   *
   * @param request its handshake, a GET
   * @param subprotocol what is offered, and must be accepted
   */
  record WebSocket(RequestForm request, Optional<String> subprotocol, Conversation conversation)
      implements Way {
    @Override
    public Optional<Locator.Pointer> document() {
      return conversation.document();
    }

    @Override
    public Stream<Template> templates() {
      return Stream.concat(request.templates(), conversation.templates());
    }
  }
}
