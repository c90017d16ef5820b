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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
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
    for (Way.Kind way : spec.ways().keySet()) {
      assertThat(found).anyMatch(each -> each.what().equals("seen by " + way));
    }
  }

  @Nested
  @Needs(OptionalProgram.NODE)
  class Node {

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void express(EngineFixture engine) throws Exception {
      try (var server = ForeignServer.express()) {
        check(server, ForeignServer.file("orders.yaml"), engine);
      }
    }

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void socketIo(EngineFixture engine) throws Exception {
      try (var server = ForeignServer.socketIo()) {
        check(server, Preset.SOCKET_IO.example(), engine);
      }
    }

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void graphqlWs(EngineFixture engine) throws Exception {
      try (var server = ForeignServer.graphqlWs()) {
        check(server, Preset.GRAPHQL_TRANSPORT_WS.example(), engine);
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
