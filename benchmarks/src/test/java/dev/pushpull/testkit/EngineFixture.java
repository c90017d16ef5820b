package dev.pushpull.testkit;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.ClientFleet;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.engine.browser.BrowserEngine;
import dev.pushpull.engine.netty.NettyEngine;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.socket.SocketEngine;
import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.feed.FeedExistsException;
import dev.pushpull.sut.schedule.Arrivals;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The engines that keep the contracts. A new one takes a line here, and what it says that it can do
 * decides what it is asked for: no contract knows its name.
 */
public enum EngineFixture {
  OKHTTP(Engine.OKHTTP, OkHttpEngine::new),
  NETTY(Engine.NETTY, NettyEngine::new),
  SOCKET(Engine.SOCKET, SocketEngine::new),
  BROWSER(Engine.BROWSER, _ -> new BrowserEngine(EngineFixture.CLOCK_BURSTS, Chromium::find));

  /** A contract does not ask how close the instants are that are told. */
  private static final int CLOCK_BURSTS = 10;

  /** Those that need no program of the machine. */
  public static final Set<EngineFixture> LIBRARIES = EnumSet.complementOf(EnumSet.of(BROWSER));

  private final Engine engine;

  @SuppressWarnings("ImmutableEnumChecker") // Guarded by this; it only saves time.
  private boolean loaded;

  @SuppressWarnings("ImmutableEnumChecker") // They are constructors.
  private final Function<Carrier, ClientEngine> made;

  EngineFixture(Engine engine, Function<Carrier, ClientEngine> made) {
    this.engine = engine;
    this.made = made;
  }

  public ClientEngine make(Protocol protocol) {
    return made.apply(RealServer.carrier(protocol));
  }

  /**
   * Over HTTP/1.1, if it makes each client by itself. Its library has been used before: loading it
   * takes longer than some tests wait for an answer.
   */
  public PerClientEngine makeEach() {
    load();
    return (PerClientEngine) make(Protocol.H1);
  }

  /** The same over what a carrier says. */
  public PerClientEngine makeEach(Carrier carrier) {
    load();
    return (PerClientEngine) made.apply(carrier);
  }

  private synchronized void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    try (var server = new RealServer(Protocol.H1);
        ClientEngine once = make(Protocol.H1)) {
      for (String label : List.of("poll@20ms", "long-poll", "sse", "websocket")) {
        Strategy strategy = Strategy.parse(label);
        if (can(strategy, Protocol.H1)) {
          var order = new FleetOrder(strategy, List.of(server.address()), Duration.ofSeconds(30));
          try (ClientFleet fleet = once.subscribers(order, _ -> new Recorder())) {
            fleet.connect(ConnectRamp.USUAL);
          }
        }
      }
    } catch (IOException | FeedExistsException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether its clients listen so. */
  public boolean can(Strategy strategy, Protocol protocol) {
    return can(strategy, protocol, 1);
  }

  /** Whether so many of its clients listen so. */
  public boolean can(Strategy strategy, Protocol protocol, int clients) {
    var workload =
        new Workload(
            Arrivals.parse("periodic:1/s"), 1, clients, 64, protocol, new Scenario.Feeds(), engine);
    return new Cell(strategy, workload).refusal().isEmpty();
  }

  /** Whether its clients can be members of rooms. */
  public boolean hasMembers() {
    return makes(engine -> engine.members(nobody(), _ -> new Recorder()));
  }

  /** Whether its clients can submit jobs. */
  public boolean hasJobs() {
    return makes(engine -> engine.jobs(nobody(), _ -> new JobRecorder()));
  }

  private boolean makes(Function<ClientEngine, ClientFleet> fleet) {
    try (ClientEngine engine = make(Protocol.H1);
        ClientFleet made = fleet.apply(engine)) {
      return made.connected() == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static FleetOrder nobody() {
    return new FleetOrder(Strategy.parse("sse"), List.of(), Duration.ofSeconds(1));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
