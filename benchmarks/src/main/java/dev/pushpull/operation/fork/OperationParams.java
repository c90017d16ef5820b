package dev.pushpull.operation.fork;

import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import java.util.function.Function;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Reads JMH's parameters; an invalid one is an {@link OperationException}. */
public final class OperationParams {

  private OperationParams() {}

  /** Bytes of a payload. */
  public static int payload(String text) {
    int bytes = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    if (bytes < 0 || bytes > OperationPayload.MAX_BYTES) {
      throw OperationException.told(
          "payload must be 0 to %d bytes, but is '%s'".formatted(OperationPayload.MAX_BYTES, text));
    }
    return bytes;
  }

  /** A protocol that the operation supports. */
  public static Protocol protocol(String text, String operation, Strategy strategy) {
    return protocol(text, operation, new StrategyName(strategy, false));
  }

  /** A protocol that the operation supports on its engine. */
  public static Protocol protocol(String text, String operation, StrategyName how) {
    Protocol protocol = parsed(text, Protocol::parse);
    var engine = how.isFloor() ? Engine.SOCKET : Engine.OKHTTP;
    var refusal = protocol.refusal(how.strategy()).or(() -> engine.refusal(protocol));
    if (refusal.isPresent()) {
      throw OperationException.told("%s over %s: %s".formatted(operation, protocol, refusal.get()));
    }
    return protocol;
  }

  /** A value that is read strictly. */
  public static <T> T parsed(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw OperationException.told(String.valueOf(e.getMessage()));
    }
  }

  /** The method that JMH runs; only one thread is supported. */
  public static String operation(BenchmarkParams benchmark) {
    if (benchmark.getThreads() != 1) {
      throw OperationException.told(
          "-t must be 1 for this benchmark, but is " + benchmark.getThreads());
    }
    return method(benchmark);
  }

  /** The method that JMH runs. */
  public static String method(BenchmarkParams benchmark) {
    String name = benchmark.getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
