package dev.pushpull.engine;

import dev.pushpull.testkit.EngineCase;
import dev.pushpull.testkit.EngineFixture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("cases")
class ChatMemberContractTest extends ChatMemberContract {

  ChatMemberContractTest(EngineCase of) throws Exception {
    super(of);
  }

  static Stream<EngineCase> cases() {
    return by(EngineFixture.LIBRARIES);
  }
}
