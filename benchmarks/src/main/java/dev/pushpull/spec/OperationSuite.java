package dev.pushpull.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A suite of single operations.
 *
 * @param name what it is called, 1 to 40 of {@code a–z A–Z 0–9 . _ -}; part of the run's id
 * @param seed of the order of the forks
 * @param operations what is measured, each different, 1 to 10,000
 * @param server {@code HOST:PORT} of the control of a running server that all forks use, without
 *     its token; null if each fork starts its own
 */
public record OperationSuite(
    String name, long seed, List<OperationSpec> operations, @Nullable String server) {

  private static final int MAX_OPERATIONS = 10_000;

  /** Copies the list and checks each bound. */
  public OperationSuite {
    operations = List.copyOf(operations);
    if (operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
      throw new IllegalArgumentException(
          "a suite must have 1 to %d operations, but has %d"
              .formatted(MAX_OPERATIONS, operations.size()));
    }
    checkDifferent(operations);
  }

  /** One whose forks start their own servers. */
  public OperationSuite(String name, long seed, List<OperationSpec> operations) {
    this(name, seed, operations, null);
  }

  /** The same, measured against another server, or, where empty, against the forks' own. */
  public OperationSuite against(Optional<ServerAddress> running) {
    String address = running.map(ServerAddress::toString).orElse(null);
    return new OperationSuite(name, seed, operations, address);
  }

  private static void checkDifferent(List<OperationSpec> operations) {
    var seen = new HashSet<List<?>>();
    for (OperationSpec operation : operations) {
      if (!seen.add(List.of(operation.benchmark(), operation.params()))) {
        throw new IllegalArgumentException("duplicate operation: " + operation.label());
      }
    }
  }

  /**
   * Every fork in the order in which they run: the first of all operations, then the second of all
   * that have one, and so on, each round shuffled by the seed; so that the machine's drift affects
   * all operations alike, and forks of one operation are far apart.
   */
  public List<OperationFork> forks() {
    var forks = new ArrayList<OperationFork>();
    int rounds = operations.stream().mapToInt(OperationSpec::forks).max().orElse(0);
    var random = new Random(seed);
    for (int number = 1; number <= rounds; number++) {
      int now = number;
      var round =
          operations.stream()
              .filter(operation -> now <= operation.forks())
              .map(operation -> new OperationFork(operation, now))
              .collect(Collectors.toCollection(ArrayList::new));
      Collections.shuffle(round, random);
      forks.addAll(round);
    }
    return forks;
  }
}
