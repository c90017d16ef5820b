package dev.pushpull.engine;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;

import dev.pushpull.engine.thread.SubscriberContract;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.EngineCase;
import dev.pushpull.testkit.EngineFixture;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts that all engines keep, kept by a browser as far as it says that it can. */
@Needs(CHROMIUM)
class ContractsInBrowserTest {

  private static final Set<EngineFixture> BROWSER = Set.of(EngineFixture.BROWSER);

  /** Each test takes a page of its own, which takes a while. */
  private static final List<String> ONE_OF_A_KIND =
      List.of("poll@20ms", "long-poll", "sse", "websocket");

  static Stream<EngineCase> subscribers() {
    return SubscriberContract.by(BROWSER, ONE_OF_A_KIND);
  }

  static Stream<EngineCase> members() {
    return ChatMemberContract.by(BROWSER);
  }

  static Stream<EngineCase> jobs() {
    return JobContract.by(BROWSER);
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @MethodSource("dev.pushpull.engine.ContractsInBrowserTest#subscribers")
  class Subscribers extends SubscriberContract {
    Subscribers(EngineCase of) throws Exception {
      super(of);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dev.pushpull.engine.ContractsInBrowserTest#members")
  class Members extends ChatMemberContract {
    Members(EngineCase of) throws Exception {
      super(of);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}", allowZeroInvocations = true)
  @MethodSource("dev.pushpull.engine.ContractsInBrowserTest#jobs")
  class Jobs extends JobContract {
    Jobs(EngineCase of) throws Exception {
      super(of);
    }
  }
}
