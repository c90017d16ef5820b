package dev.pushpull.cli;

import dev.pushpull.operation.OperationSuite;
import dev.pushpull.operation.OperationSuiteFile;
import dev.pushpull.spec.ServerAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for of single operations.
 *
 * @param suite name or file; empty where a run is gone on with
 * @param out where results go, if it was said
 * @param resume the run to go on with, if any
 * @param server one that runs already, if any
 */
record AskedOperations(
    Optional<String> suite,
    @Nullable Path out,
    @Nullable Path resume,
    Optional<ServerAddress> server) {

  /**
   * Sees to it that nothing is asked for that only a sweep has.
   *
   * @param ofSweep options that were given and are a sweep's own
   * @throws IllegalArgumentException that names the first of them
   */
  AskedOperations(
      Optional<String> suite,
      List<String> ofSweep,
      @Nullable Path out,
      @Nullable Path resume,
      Optional<ServerAddress> server) {
    this(suite, out, resume, server);
    if (!ofSweep.isEmpty()) {
      throw new IllegalArgumentException(
          "%s applies to sweeps, but %s measures single operations, which their suite defines"
              .formatted(ofSweep.getFirst(), suite.orElse("the run")));
    }
  }

  /**
   * The suite that was named.
   *
   * @throws IllegalArgumentException that names file, line and key
   */
  Optional<OperationSuite> loaded() {
    try {
      return suite.map(OperationSuiteFile::load);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--suite: " + e.getMessage(), e);
    }
  }
}
