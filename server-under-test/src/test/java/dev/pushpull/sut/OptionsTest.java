package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.JobsSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {

  private static Options parse(String line) throws Options.UsageException {
    List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    return Options.parse(arguments, Map.of());
  }

  @Test
  void withoutAnyThereIsThePageOnItsPortAndNoControl() throws Exception {
    Options options = parse("");
    assertThat(options.page()).isEqualTo(ServerUnderTest.Page.DEMO);
    assertThat(options.config().data().port()).isEqualTo(8080);
    assertThat(options.feeds()).isEmpty();
    assertThat(options.config().control()).isEmpty();
    assertThat(options.config().data().host()).isEqualTo("127.0.0.1");
    assertThat(options.child()).isFalse();
    assertThat(options.open()).isFalse();
  }

  @Test
  void withoutThePageThereIsADemoFeedOnAnyPort() throws Exception {
    Options options = parse("--no-page");
    assertThat(options.feeds())
        .singleElement()
        .extracting(FeedSpec::name, feed -> feed.arrivals().toString())
        .containsExactly("demo", "periodic:1/s");
    assertThat(options.config().data().port()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--port 0, DEMO",
    "--control, NONE",
    "--control --page, DEMO",
    "--child, NONE",
    "--child --page, FILES",
    "--no-page, NONE",
    "--protocol h2c, NONE",
    "--protocol h1-tls, DEMO"
  })
  void aServerThatIsMeasuredServesNoPageUnlessToldTo(String line, ServerUnderTest.Page page)
      throws Exception {
    assertThat(parse(line).page()).isEqualTo(page);
  }

  @Test
  void readsAllOfThem() throws Exception {
    Options options =
        parse(
            "--host ::1 --port 8080 --control-port 8081 --control-host 0.0.0.0 --feed"
                + " a=poisson:2/s --feed b=burst:3x1/s --payload 10 --seed 5 --io-threads 3"
                + " --max-connections 7 --max-publishes 250000 --child");
    ServerConfig config = options.config();
    assertThat(config.data().host()).isEqualTo("::1");
    assertThat(config.data().port()).isEqualTo(8080);
    assertThat(config.control()).contains(new ServerConfig.Address("0.0.0.0", 8081));
    assertThat(config.limits().ioThreads()).isEqualTo(3);
    assertThat(config.limits().listener().maxConnections()).isEqualTo(7);
    assertThat(config.limits().data())
        .isEqualTo(ServerConfig.defaults().limits().data().withMaxPublishesPerSecond(250_000));
    assertThat(options.child()).isTrue();
    assertThat(options.feeds()).extracting(FeedSpec::name).containsExactly("a", "b");
    assertThat(options.feeds()).extracting(FeedSpec::seed).containsExactly(5L, 6L);
    assertThat(options.feeds()).extracting(FeedSpec::payloadBytes).containsExactly(10, 10);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "10000000"})
  void readsTheBoundsOfPublishing(int perSecond) throws Exception {
    ServerConfig config = parse("--max-publishes " + perSecond).config();
    assertThat(config.limits().data().maxPublishesPerSecond()).isEqualTo(perSecond);
  }

  @Test
  void readsLogFeedsAndJobs() throws Exception {
    Options options =
        parse(
            "--log-feed room=none --feed a=periodic:1/s --log-feed b=poisson:1/s --retain 50"
                + " --jobs lognormal:2s,0.5 --job-failures 5 --max-jobs 7 --job-keep 9 --seed 3");
    assertThat(options.feeds())
        .extracting(feed -> feed.name() + "=" + feed.arrivals() + " " + feed.kind())
        .containsExactly("room=none log", "a=periodic:1/s value", "b=poisson:1/s log");
    assertThat(options.feeds()).extracting(FeedSpec::retain).containsExactly(50, 1, 50);
    assertThat(options.jobs())
        .contains(new JobsSpec(ServiceTime.parse("lognormal:2s,0.5"), 5, 7, 3, 9));
    assertThat(parse("--log-feed room=none").feeds()).hasSize(1);
    assertThat(parse("--log-feed room=none").feeds().getFirst().retain()).isEqualTo(1_000);
    assertThat(parse("--jobs constant:1s").jobs())
        .contains(new JobsSpec(ServiceTime.parse("constant:1s"), 0, 1_000, 1, 60));
    assertThat(parse("").jobs()).isEmpty();
  }

  @Test
  void theHelpTellsTheDefaultsThatHold() {
    String help = Options.commandLine().getUsageMessage().replaceAll("\\s+", " ");
    ServerConfig config = ServerConfig.defaults();
    assertThat(help)
        .startsWith("Usage: pushpull serve [OPTIONS]")
        .contains(
            "--retain=N Updates that a log feed keeps; default " + FeedSpec.DEFAULT_RETAIN,
            "--max-jobs=N Max live jobs; default " + JobsSpec.DEFAULT_LIVE,
            "--job-keep=SECONDS How long a finished job is kept; default "
                + JobsSpec.DEFAULT_KEPT_SECONDS,
            "all clients together; default " + config.limits().data().maxPublishesPerSecond(),
            "--max-connections=N Max open connections; default "
                + config.limits().listener().maxConnections(),
            "may be silent; default " + config.limits().listener().idleTimeout().toSeconds())
        .doesNotContain("--child");
  }

  @Test
  void aChildHasControlAndNoFeedOfItsOwn() throws Exception {
    Options options = parse("--child");
    assertThat(options.config().control()).contains(new ServerConfig.Address("127.0.0.1", 0));
    assertThat(options.feeds()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "h1, H1, false",
    "h1-tls, H1_TLS, false",
    "h2, H2, false",
    "h2c, H2C, false",
    "h1+deflate, H1, true",
    "h1-tls+deflate, H1_TLS, true"
  })
  void readsAProtocol(String text, WireProtocol protocol, boolean deflate) throws Exception {
    Options options = parse("--protocol " + text);
    assertThat(options.protocol()).isEqualTo(protocol);
    assertThat(options.deflate()).isEqualTo(deflate);
  }

  @Test
  void theTokenComesFromTheEnvironmentOrIsRandom() throws Exception {
    var given = Options.parse(List.of("--control"), Map.of("PUSHPULL_TOKEN", "secret"));
    assertThat(given.config().token()).isEqualTo("secret");
    String random = parse("--control").config().token();
    assertThat(random).matches("[0-9a-f]{48}").isNotEqualTo(parse("--control").config().token());
    assertThatThrownBy(() -> Options.parse(List.of(), Map.of("PUSHPULL_TOKEN", " ")))
        .hasMessage("token must not be blank");
  }
}
