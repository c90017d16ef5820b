package dev.pushpull.spec;

/**
 * What a strategy is called where its engine is not said otherwise: in options, suites,
 * requirements and the rows of a table, which holds all that was measured on one workload.
 *
 * @param strategy how clients listen
 * @param isFloor whether they are bare sockets, the floor under OkHttp's, and so {@code (socket)}
 *     stands behind
 */
public record StrategyName(Strategy strategy, boolean isFloor) {

  /** What {@code websocket (socket)} was called when the engine was no key of its own. */
  public static final String OLD_FLOOR = "raw-websocket";

  private static final String FLOOR = " (" + Engine.SOCKET + ")";

  /**
   * Reads a strategy, {@code websocket (socket)}, or {@code raw-websocket}, which means the same.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static StrategyName parse(String text) {
    String name = text.equals(OLD_FLOOR) ? new Strategy.WebSocket() + FLOOR : text;
    boolean isFloor = name.endsWith(FLOOR);
    String strategy = isFloor ? name.substring(0, name.length() - FLOOR.length()) : name;
    return new StrategyName(Strategy.parse(strategy), isFloor);
  }

  /** A strategy's name on an engine, both as text, of whatever version. */
  public static String of(String strategy, String engine) {
    return engine.equals(Engine.SOCKET.toString()) ? strategy + FLOOR : strategy;
  }

  /**
   * What it measures of a workload, on whose engine it is unless it names one.
   *
   * @throws IllegalArgumentException if the two engines differ
   */
  public Cell on(Workload workload) {
    if (isFloor && workload.engine() == Engine.BROWSER) {
      throw new IllegalArgumentException(
          "engine must be okhttp or socket for %s, but is browser, so use %s"
              .formatted(this, strategy));
    }
    return new Cell(strategy, isFloor ? workload.on(Engine.SOCKET) : workload);
  }

  @Override
  public String toString() {
    return isFloor ? strategy + FLOOR : strategy.toString();
  }
}
