package dev.pushpull.sut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.wire.FeedSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The README's commands, in their order, get the answers that it shows; {@code …} is anything. */
@Timeout(60)
final class ReadmeTest {

  private static final Pattern START =
      Pattern.compile("```\\n(\\w+)=(\\w+) scripts/pushpull serve (.+)\\n```");
  private static final Pattern EXAMPLE = Pattern.compile("```\\n\\$ curl (.+)\\n([^`]+)\\n```");

  /** A word, perhaps quoted. */
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private static String readme = "";
  private static Options options;
  @AutoClose private static ServerUnderTest server;

  @BeforeAll
  static void start() throws Exception {
    readme = Files.readString(Path.of("README.md"));
    var start = START.matcher(readme);
    assertThat(start.find()).isTrue();
    options = Options.parse(words(start.group(3)), Map.of(start.group(1), start.group(2)));
    ServerConfig config =
        Configs.withControl(
            Configs.withAddress(options.config(), ServerConfig.LOOPBACK, 0),
            ServerConfig.LOOPBACK,
            0);
    server = ServerUnderTest.start(config, options.page());
    server.feeds().create(options.feeds());
    options.jobs().ifPresent(server.jobs()::enable);
    server.feeds().start(0, 0);
  }

  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> answersAsItSays() {
    var examples = EXAMPLE.matcher(readme).results().toList();
    assertThat(examples).hasSize(10);
    return examples.stream()
        .map(
            example ->
                dynamicTest(
                    example.group(1),
                    () -> assertAnswers(Request.of(words(example.group(1))), example.group(2))));
  }

  /** What curl sends for a command line. */
  private record Request(String method, String url, List<String> headers, String data) {

    static Request of(List<String> words) {
      var headers = new ArrayList<String>();
      String method = "GET";
      String url = "";
      String data = "";
      for (int i = 0; i < words.size(); i++) {
        switch (words.get(i)) {
          case "-i", "-N" -> {}
          case "-H" -> headers.add(words.get(++i));
          case "-X" -> method = words.get(++i);
          case "-d" -> {
            data = words.get(++i);
            method = method.equals("GET") ? "POST" : method;
            headers.add("Content-Type: application/x-www-form-urlencoded");
          }
          default -> url = words.get(i);
        }
      }
      return new Request(method, url, headers, data);
    }

    int port() {
      return url.startsWith("http://127.0.0.1:" + options.config().data().port() + "/")
          ? server.port()
          : server.controlPort();
    }

    String path() {
      return url.replaceFirst("http://127\\.0\\.0\\.1:\\d+", "");
    }
  }

  private static void assertAnswers(Request request, String shown) throws Exception {
    try (var client = new RawClient(request.port())) {
      String[] headers = request.headers().toArray(String[]::new);
      if (request.method().equals("GET")) {
        client.request("GET", request.path(), headers);
      } else {
        client.requestWithBody(
            request.method(), request.path(), request.data().getBytes(UTF_8), headers);
      }
      var expected = Pattern.compile(regex(shown), Pattern.DOTALL);
      var answer = new StringBuilder();
      while (!expected.matcher(answer).lookingAt() && answer.length() < 10_000) {
        answer.append(client.available());
      }
      assertThat(answer.toString()).containsPattern(expected);
    }
  }

  private static String regex(String shown) {
    var parts = new ArrayList<String>();
    for (String part : shown.split("…", -1)) {
      parts.add(Pattern.quote(part).replace("\n", "\\E\\s+\\Q"));
    }
    return String.join(".*?", parts).replace("\\Q\\E", "");
  }

  @Test
  void tellsTheLimitsThatHold() {
    ServerConfig config = ServerConfig.defaults();
    assertThat(readme)
        .contains(
            "| %,d B, complete within %d s |"
                .formatted(
                    config.limits().listener().maxHeaderBytes(),
                    config.limits().listener().parseTimeout().toSeconds()),
            "| %,d B; 4,096 B |".formatted(FeedSpec.MAX_PAYLOAD_BYTES),
            "| %,d (`--max-connections`) |".formatted(config.limits().listener().maxConnections()),
            "| %,d; each at most %d s |"
                .formatted(
                    config.limits().data().maxParked(),
                    config.limits().data().maxWait().toSeconds()),
            "| %,d per second in all".formatted(config.limits().data().maxPublishesPerSecond()),
            "| %d s (`--idle-timeout`) |"
                .formatted(config.limits().listener().idleTimeout().toSeconds()),
            "| %,d; %,d |".formatted(config.limits().maxFeeds(), config.limits().maxLogEntries()),
            "keep the last %,d updates".formatted(FeedSpec.DEFAULT_RETAIN));
  }
}
