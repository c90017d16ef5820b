package dev.pushpull.sut.net;

/**
 * A request that is answered with a problem. A handler throws it before any of an answer is sent;
 * the listener answers. It has no stack trace, since it is told to clients alone.
 */
public final class ProblemException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Of any problem. */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** Of one that is told in words alone. */
  public ProblemException(int status, String detail) {
    this(new Problem(status, detail));
  }

  /**
   * Lets a request go on that is as it should be.
   *
   * @throws ProblemException if it is not
   */
  public static void check(boolean holds, int status, String detail) throws ProblemException {
    if (!holds) {
      throw new ProblemException(status, detail);
    }
  }

  /** The answer. */
  public Problem problem() {
    return problem;
  }
}
