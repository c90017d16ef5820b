package dev.pushpull.sut.testkit;

import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerConfig.Address;
import dev.pushpull.sut.ServerConfig.Limits;
import dev.pushpull.sut.http.DataLimits;
import java.util.Optional;

/** Changed copies of configurations. */
public final class Configs {

  private Configs() {}

  /** The data listener elsewhere. */
  public static ServerConfig withAddress(ServerConfig config, String host, int port) {
    var data = new Address(host, port);
    return new ServerConfig(
        data, config.control(), config.token(), config.limits(), config.transport());
  }

  /** A control listener elsewhere. */
  public static ServerConfig withControl(ServerConfig config, String host, int port) {
    return withControl(config, Optional.of(new Address(host, port)));
  }

  /** No control listener. */
  public static ServerConfig withoutControl(ServerConfig config) {
    return withControl(config, Optional.empty());
  }

  private static ServerConfig withControl(ServerConfig config, Optional<Address> control) {
    return new ServerConfig(
        config.data(), control, config.token(), config.limits(), config.transport());
  }

  /** Other limits. */
  public static ServerConfig withLimits(ServerConfig config, Limits limits) {
    return new ServerConfig(
        config.data(), config.control(), config.token(), limits, config.transport());
  }

  /** Other grants to clients. */
  public static ServerConfig withDataLimits(ServerConfig config, DataLimits granted) {
    Limits own = config.limits();
    return withLimits(
        config,
        new Limits(own.ioThreads(), own.listener(), granted, own.maxFeeds(), own.maxLogEntries()));
  }

  /** Another bound of the publish logs. */
  public static ServerConfig withMaxLogEntries(ServerConfig config, long maxLogEntries) {
    Limits own = config.limits();
    return withLimits(
        config,
        new Limits(own.ioThreads(), own.listener(), own.data(), own.maxFeeds(), maxLogEntries));
  }
}
