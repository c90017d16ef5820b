package dev.pushpull.plan;

import dev.pushpull.sut.testkit.Messages;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What those are told whose machine cannot carry a plan: how much is needed, and how to get it. */
class MachineMessagesTest {

  /** Inputs name what is short, and the figures that decide, in the order of the calls below. */
  @TestFactory
  Stream<DynamicTest> machine() throws Exception {
    return Messages.in("machine", input -> problem(input).orElse("nothing is wrong"));
  }

  private static Optional<String> problem(String input) {
    String[] words = input.split(" ", -1);
    int[] value =
        Arrays.stream(words).filter(w -> w.matches("\\d+")).mapToInt(Integer::parseInt).toArray();
    return switch (words[0]) {
      case "files" -> new DescriptorLimit(value[1], value[2]).problem(value[0]);
      case "ports" -> new PortRange(value[1], value[2]).problem(value[0], value[3]);
      default -> new AvailableMemory(value[2]).problem(value[0], value[1]);
    };
  }
}
