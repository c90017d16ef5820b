package dev.pushpull.suite.op;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How many polls were simulated; JMH divides it by the time. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Polls {

  /** Sent in windows. */
  public long polls;
}
