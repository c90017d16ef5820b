package dev.pushpull.machine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where and with what a run was made.
 *
 * @param jdk runtime name and version
 * @param os name, version, architecture
 * @param cpu model name
 * @param cores available processors
 * @param libraries name → version
 * @param git commit of the build, with {@code +} when the tree was changed; empty when unknown
 * @param command the exact command that makes such a run again
 * @param machine how well the machine keeps time, measured just before
 * @param startedAt wall clock, ISO-8601, UTC: a label
 */
public record Environment(
    String jdk,
    String os,
    String cpu,
    int cores,
    Map<String, String> libraries,
    String git,
    String command,
    Machine machine,
    String startedAt) {

  /** Copies the map. */
  public Environment {
    libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
  }
}
