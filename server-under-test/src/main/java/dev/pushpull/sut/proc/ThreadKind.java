package dev.pushpull.sut.proc;

import java.util.regex.Pattern;

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

  private static final Pattern COMPILER = Pattern.compile("C[12] Comp|Graal");

  /** G1, Serial and Parallel; the VM thread does Serial's collections and all safepoints. */
  private static final Pattern COLLECTOR =
      Pattern.compile("GC Thread|G1 |Z(?:Worker|Director|Driver)|XWorker|Shenandoah|VM Thread$");

  /** What a thread is for, by its name. */
  public static ThreadKind of(String name) {
    if (name.startsWith(SERVE_PREFIX)) {
      return SERVE;
    }
    if (name.equals(PUBLISHER)) {
      return PUBLISH;
    }
    if (COMPILER.matcher(name).lookingAt()) {
      return JIT;
    }
    return COLLECTOR.matcher(name).lookingAt() ? GC : CONTROL;
  }
}
