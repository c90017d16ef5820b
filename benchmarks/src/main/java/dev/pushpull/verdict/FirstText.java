package dev.pushpull.verdict;

import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.Mergeable;
import java.nio.LongBuffer;
import java.util.Optional;

/** The text of the client with the lowest number that has one. One thread. */
final class FirstText implements Mergeable {

  private int client = Integer.MAX_VALUE;
  private String text = "";

  void offer(int from, String said) {
    if (from < client) {
      client = from;
      text = said;
    }
  }

  Optional<String> text() {
    return client == Integer.MAX_VALUE ? Optional.empty() : Optional.of(text);
  }

  @Override
  public void write(LongLog out) {
    out.add(client);
    out.add(text.length());
    text.chars().forEach(out::add);
  }

  @Override
  public void merge(LongBuffer in) {
    int from = Math.toIntExact(in.get());
    var said = new StringBuilder();
    for (int left = Math.toIntExact(in.get()); left > 0; left--) {
      said.append((char) in.get());
    }
    offer(from, said.toString());
  }
}
