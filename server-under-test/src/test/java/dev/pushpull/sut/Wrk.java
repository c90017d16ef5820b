package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.proc.OptionalProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator {@code wrk}, with one thread and 16 connections, for classes with
 * {@code @Needs(WRK)}.
 */
record Wrk(Path program) {

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final Pattern FAILURE = Pattern.compile("Socket errors|Non-2xx");

  /** One look at a server: how many requests it answered, and how many a second. */
  record Reading(long requests, double perSecond) {}

  static Wrk find() {
    return new Wrk(OptionalProgram.WRK.find().orElseThrow());
  }

  /** Asks as fast as one answer follows the other. */
  Reading drive(String url, int seconds, List<String> headers) throws Exception {
    Process process = start(url, seconds, headers);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(FAILURE.matcher(said).find()).as(said).isFalse();
    return new Reading(
        Long.parseLong(first(REQUESTS, said)), Double.parseDouble(first(RATE, said)));
  }

  private Process start(String url, int seconds, List<String> headers) throws IOException {
    var command = new ArrayList<>(List.of(program.toString(), "-t1", "-c16", "-d" + seconds + "s"));
    for (String header : headers) {
      command.addAll(List.of("-H", header));
    }
    command.add(url);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String first(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    assertThat(matcher.find()).as(said).isTrue();
    return matcher.group(1);
  }
}
