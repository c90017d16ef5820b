package dev.pushpull.sut.proc;

/** Tells the JVM's own threads by name, as HotSpot names them, cut to 15 characters. */
public final class JvmThreads {

  private JvmThreads() {}

  /** Whether the thread compiles. */
  public static boolean compiles(String name) {
    return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
  }

  /** Whether the thread collects garbage or runs the pauses for it. */
  public static boolean collects(String name) {
    return name.startsWith("GC Thread") || name.startsWith("G1 ") || name.equals("VM Thread");
  }
}
