package dev.pushpull.target.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.target.Preset;
import dev.pushpull.spec.target.Way;
import dev.pushpull.sut.proc.OptionalProgram;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.target.external.TargetCheck.Finding;
import dev.pushpull.target.external.TargetCheck.Verdict;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.ForeignServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that others wrote, as their target files say how to speak to them. */
class ForeignServersEndToEndTest {

  /** Every way finds an update, and sees one that is published. */
  private static void check(ForeignServer server, String yaml, EngineFixture engine)
      throws Exception {
    var spec = server.target(yaml);
    List<Finding> found = new ArrayList<>();
    try (var check =
        new TargetCheck(spec, name -> Optional.of("guest"), found::add, engine::makeEach)) {
      check.run(true);
    }
    assertThat(found).allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.OK));
    for (Way.Kind way : spec.publish().isPresent() ? spec.ways().keySet() : Set.<Way.Kind>of()) {
      assertThat(found).anyMatch(each -> each.what().equals("seen by " + way));
    }
  }

  @Nested
  @Needs(OptionalProgram.NODE)
  class Node {

    /** Target files of the guide, of the presets and of the tests. */
    @ParameterizedTest
    @CsvSource({
      "OKHTTP, express, jobs.yaml",
      "NETTY, express, jobs.yaml",
      "OKHTTP, express, positions.yaml",
      "NETTY, express, positions.yaml",
      "OKHTTP, express, orders",
      "NETTY, express, orders",
      "OKHTTP, socket-io, rooms.yaml",
      "NETTY, socket-io, socket.io",
      "OKHTTP, graphql-ws, subscriptions.yaml",
      "NETTY, graphql-ws, graphql-transport-ws",
    })
    void isUnderstood(EngineFixture engine, String kind, String file) throws Exception {
      String yaml =
          file.endsWith(".yaml")
              ? ForeignServer.shown(file)
              : file.equals("orders")
                  ? ForeignServer.file("orders.yaml")
                  : Preset.parse(file).example();
      try (var server =
          switch (kind) {
            case "express" -> ForeignServer.express();
            case "socket-io" -> ForeignServer.socketIo();
            default -> ForeignServer.graphqlWs();
          }) {
        check(server, yaml, engine);
      }
    }
  }

  @Nested
  @Needs(OptionalProgram.MOSQUITTO)
  class Mosquitto {

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void mqtt(EngineFixture engine) throws Exception {
      try (var server = ForeignServer.mosquitto()) {
        check(server, Preset.MQTT.example(), engine);
      }
    }
  }

  @Nested
  @Needs(OptionalProgram.RABBITMQ)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class RabbitMq {

    private ForeignServer server;

    @BeforeAll
    void start() throws Exception {
      server = ForeignServer.rabbitMq();
    }

    @AfterAll
    void stop() {
      server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void stomp(EngineFixture engine) throws Exception {
      check(server, Preset.STOMP.example(), engine);
    }
  }
}
