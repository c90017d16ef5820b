package dev.pushpull.suite.op;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;

/** Makes the round trips by their methods' names, each on its own feeds. One thread. */
final class RoundTrips {

  private static final int DEVICES_IN_TURN = 8;

  private final OperationServer server;
  private final String name;
  private final int payloadBytes;
  private int feeds;

  RoundTrips(OperationServer server, String name, int payloadBytes) {
    this.server = server;
    this.name = name;
    this.payloadBytes = payloadBytes;
  }

  /** The strategy that the operation belongs to. */
  static Strategy strategy(String name) {
    return switch (name) {
      case "pollNew" -> new Strategy.Poll(Pace.parse("poll@1s"), false);
      case "pollNotModified" -> new Strategy.Poll(Pace.parse("poll@1s"), true);
      case "longPoll" -> new Strategy.LongPoll();
      case "webSocketEcho" -> new Strategy.WebSocket();
      case "sseEvent" -> new Strategy.ServerSentEvents();
      default -> throw unknown(name);
    };
  }

  /** By OkHttp. */
  Operation.Counted client() throws IOException, InterruptedException {
    return switch (name) {
      case "pollNew" -> RoundTripClients.pollNew(server, newFeed());
      case "pollNotModified" -> RoundTripClients.pollNotModified(server, newFeed());
      case "longPoll" -> longPolls();
      case "webSocketEcho" -> RoundTripClients.webSocketEcho(server, newFeed(), payloadBytes);
      case "sseEvent" -> RoundTripClients.sseEvent(server, newFeed(), payloadBytes);
      default -> throw unknown(name);
    };
  }

  private Operation.Counted longPolls() throws IOException, InterruptedException {
    var counted = new ArrayList<Operation.Counted>();
    InTurn inTurn =
        InTurn.open(
            DEVICES_IN_TURN,
            () -> {
              var one = RoundTripClients.longPoll(server, newFeed(), payloadBytes);
              counted.add(one);
              return one.operation();
            });
    return new Operation.Counted(
        inTurn,
        () ->
            counted.stream()
                .map(one -> one.bytes().get())
                .reduce(ByteCounts.ZERO, ByteCounts::plus));
  }

  /** On raw sockets; empty over HTTP/2 and for compressed messages, which they do not support. */
  Optional<Operation.Opening> floor() {
    Protocol protocol = server.carrier().protocol();
    return protocol.isHttp2() || protocol.deflates()
        ? Optional.empty()
        : Optional.of(this::openFloor);
  }

  private Operation openFloor() throws IOException, InterruptedException {
    return switch (name) {
      case "pollNew" -> RoundTripFloors.Poll.pollNew(server, newFeed());
      case "pollNotModified" -> RoundTripFloors.Poll.pollNotModified(server, newFeed());
      case "longPoll" ->
          InTurn.open(
              DEVICES_IN_TURN, () -> new RoundTripFloors.Parked(server, newFeed(), payloadBytes));
      case "webSocketEcho" -> new RoundTripFloors.Echo(server, newFeed(), payloadBytes);
      case "sseEvent" -> new RoundTripFloors.Event(server, newFeed(), payloadBytes);
      default -> throw unknown(name);
    };
  }

  private String newFeed() {
    String feed = "op-%03d".formatted(feeds++);
    server.createFeed(feed, payloadBytes);
    return feed;
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("unknown round trip '" + name + "'");
  }
}
