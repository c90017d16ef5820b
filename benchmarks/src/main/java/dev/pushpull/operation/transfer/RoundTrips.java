package dev.pushpull.operation.transfer;

import dev.pushpull.engine.okhttp.EchoSocket;
import dev.pushpull.engine.okhttp.Listening;
import dev.pushpull.engine.okhttp.SingleDevice;
import dev.pushpull.operation.fork.ForkCheck;
import dev.pushpull.operation.fork.Operation;
import dev.pushpull.operation.fork.OperationPayload;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.Publisher;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Makes the round trips by their methods' names, each on its own feeds. One thread. */
public final class RoundTrips {

  private static final int DEVICES_IN_TURN = 8;

  private final OperationServer server;
  private final String name;
  private final int payloadBytes;
  private int feeds;

  /**
   * @param name of the benchmark's method, such as {@code pollNew}
   * @param payloadBytes of each update
   */
  public RoundTrips(OperationServer server, String name, int payloadBytes) {
    this.server = server;
    this.name = name;
    this.payloadBytes = payloadBytes;
  }

  /** The strategy that the operation belongs to. */
  public static Strategy strategy(String name) {
    return switch (name) {
      case "pollNew" -> new Strategy.Poll(Pace.parse("poll@1s"), false);
      case "pollNotModified" -> new Strategy.Poll(Pace.parse("poll@1s"), true);
      case "longPoll" -> new Strategy.LongPoll();
      case "webSocketEcho" -> new Strategy.WebSocket();
      case "sseEvent" -> new Strategy.ServerSentEvents();
      default -> throw unknown(name);
    };
  }

  /** The benchmark's method. */
  public String name() {
    return name;
  }

  /** The server that they need. */
  public OperationServer server() {
    return server;
  }

  /** By OkHttp. */
  public Operation client() throws IOException, InterruptedException {
    return name.equals("longPoll")
        ? RoundRobin.open(DEVICES_IN_TURN, this::openClient)
        : openClient();
  }

  /** The device is closed if the operation cannot be made. */
  private Operation openClient() throws IOException, InterruptedException {
    String feed = newFeed();
    SingleDevice device =
        name.equals("longPoll")
            ? SingleDevice.forLongPolls(server.carrier(), server.feed(feed))
            : new SingleDevice(server.carrier(), server.feed(feed));
    try {
      return switch (name) {
        case "pollNew" -> poll(device, device::poll);
        case "pollNotModified" -> poll(device, device::pollNotModified);
        case "longPoll" -> received(device, feed, SingleDevice::longPolls);
        case "webSocketEcho" -> echo(device);
        case "sseEvent" -> received(device, feed, SingleDevice::events);
        default -> throw unknown(name);
      };
    } catch (IOException | InterruptedException | RuntimeException e) {
      device.close();
      throw e;
    }
  }

  private static Operation poll(SingleDevice device, Operation.Call call) throws IOException {
    device.poll();
    return Operation.of(device, call);
  }

  private Operation echo(SingleDevice device) throws IOException, InterruptedException {
    EchoSocket socket = device.webSocket();
    socket.awaitBeyond(0);
    String payload = OperationPayload.text(payloadBytes);
    return Operation.of(device, () -> socket.echo(payload), socket::close);
  }

  private Operation received(
      SingleDevice device, String feed, Function<SingleDevice, Listening> listen)
      throws IOException, InterruptedException {
    Listening listening = listen.apply(device);
    Publisher publisher = Publisher.open(server, feed, payloadBytes);
    listening.awaitBeyond(0);
    return Operation.of(
        device,
        () -> {
          long held = listening.version();
          publisher.publish();
          return listening.awaitBeyond(held);
        },
        listening::close,
        publisher);
  }

  /** Raw sockets support neither HTTP/2 nor compressed messages. */
  static boolean hasFloor(Protocol protocol) {
    return !protocol.isHttp2() && !protocol.deflates();
  }

  /** On raw sockets; empty where they do not support the protocol. */
  public Optional<Operation.Opening> floor() {
    return hasFloor(server.carrier().protocol()) ? Optional.of(this::openFloor) : Optional.empty();
  }

  private Operation openFloor() throws IOException, InterruptedException {
    return switch (name) {
      case "pollNew" -> RoundTripFloors.pollNew(server, newFeed());
      case "pollNotModified" -> RoundTripFloors.pollNotModified(server, newFeed());
      case "longPoll" ->
          RoundRobin.open(
              DEVICES_IN_TURN, () -> new RoundTripFloors.Parked(server, newFeed(), payloadBytes));
      case "webSocketEcho" -> RoundTripFloors.echo(server, newFeed(), payloadBytes);
      case "sseEvent" -> RoundTripFloors.event(server, newFeed(), payloadBytes);
      default -> throw unknown(name);
    };
  }

  /** Whether the client did what it should, where that does not show in its result. */
  public Optional<ForkCheck> check() {
    return name.equals("longPoll") ? Optional.of(new ParkedShare(server)) : Optional.empty();
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
