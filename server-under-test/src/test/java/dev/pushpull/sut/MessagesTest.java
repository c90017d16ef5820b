package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.Messages.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What those are told who give the server what it cannot take, word for word. */
final class MessagesTest {

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> option() throws Exception {
    return Messages.in(
        "option",
        line -> {
          var refused =
              catchThrowableOfType(
                  Options.UsageException.class,
                  () -> Options.parse(List.of(line.split(" ", -1)), Map.of()));
          assertThat(refused).hasMessageContaining(line.split(" ", -1)[0]);
          return String.valueOf(refused.getMessage());
        });
  }

  @TestFactory
  Stream<DynamicTest> arrivals() throws Exception {
    return Messages.in("arrivals", text -> refusal(() -> Arrivals.parse(text)));
  }

  @TestFactory
  Stream<DynamicTest> serviceTime() throws Exception {
    return Messages.in("service-time", text -> refusal(() -> ServiceTime.parse(text)));
  }

  /** Inputs are the text of a trace, which the messages call FILE. */
  @TestFactory
  Stream<DynamicTest> trace() throws Exception {
    return Messages.in(
        "trace",
        text -> {
          String file = Files.writeString(folder.resolve("t.csv"), text).toString();
          String told = refusal(() -> Arrivals.parse("trace:" + file));
          assertThat(told).startsWith("trace '" + file + "' ");
          return told.replace(file, "FILE");
        });
  }

  /** Inputs are where in a file its instants are, a blank, and the file's text. */
  @TestFactory
  Stream<DynamicTest> traceRecord() throws Exception {
    return Messages.in(
        "trace-record",
        input -> {
          String[] parts = input.split(" ", 2);
          String file = Files.writeString(folder.resolve("export"), parts[1]).toString();
          String told =
              refusal(() -> Arrivals.parse("trace:" + file + parts[0].replace("\"\"", "")));
          assertThat(told).startsWith("trace '" + file);
          return told.replace(file, "FILE");
        });
  }

  /** What is noted of a trace that is read. */
  @TestFactory
  Stream<DynamicTest> traceNote() throws Exception {
    return Messages.in(
        "trace-note",
        text -> {
          String file = Files.writeString(folder.resolve("t.csv"), text).toString();
          var trace = (Arrivals.Trace) Arrivals.parse("trace:" + file);
          return String.join("\n", trace.notes()).replace(file, "FILE");
        });
  }

  /** Inputs are a path of the control listener, and what is posted to it. */
  @TestFactory
  Stream<DynamicTest> control() throws Exception {
    return Messages.in(
        "control",
        input -> {
          try (var fixture = new ServerFixture();
              var client = fixture.connect()) {
            String[] parts = input.split(" ", 2);
            Answer answer = fixture.control("POST", parts[0], parts[1]);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(fixture.server.feeds().named("")).hasSize(1);
            assertThat(client.post("/jobs", "").status()).isEqualTo(404);
            return new JsonMapper().readTree(answer.body()).get("detail").textValue();
          }
        });
  }

  /** Inputs are requests to a server of a value feed and a log that kept its last two updates. */
  @TestFactory
  Stream<DynamicTest> http() throws Exception {
    return Messages.in(
        "http",
        request -> {
          try (var fixture = new ServerFixture();
              var client = fixture.connect()) {
            Feed log = fixture.createLog("log", 2);
            Stream.of("a", "b", "c").forEach(log::publish);
            client.send(request);
            Answer answer = client.answer();
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            String detail = new JsonMapper().readTree(answer.body()).get("detail").textValue();
            return answer.status() + " " + detail;
          }
        });
  }
}
