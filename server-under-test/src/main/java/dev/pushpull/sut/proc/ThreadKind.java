package dev.pushpull.sut.proc;

/** What a thread of this JVM is for, told by its name as the kernel has it: 15 characters. */
public enum ThreadKind {
  SERVE,
  PUBLISH,
  JIT,
  GC,
  CONTROL;

  /** The data listener's threads are named after this. */
  static final String SERVE_PREFIX = "serve";

  /** The publisher's name. */
  static final String PUBLISHER = "publisher";

  /** What a thread is for, by its name. */
  public static ThreadKind of(String name) {
    if (name.startsWith(SERVE_PREFIX)) {
      return SERVE;
    }
    if (name.equals(PUBLISHER)) {
      return PUBLISH;
    }
    if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp") || name.startsWith("Graal")) {
      return JIT;
    }
    return isCollector(name) ? GC : CONTROL;
  }

  /** G1, Serial and Parallel; the VM thread does Serial's collections and all safepoints. */
  private static boolean isCollector(String name) {
    return name.startsWith("GC Thread")
        || name.startsWith("G1 ")
        || name.startsWith("ZWorker")
        || name.startsWith("ZDirector")
        || name.startsWith("ZDriver")
        || name.startsWith("XWorker")
        || name.startsWith("Shenandoah")
        || name.equals("VM Thread");
  }
}
