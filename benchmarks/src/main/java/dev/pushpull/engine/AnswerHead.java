package dev.pushpull.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of an HTTP answer, whatever it was read by. */
public interface AnswerHead {

  /** HTTP status. */
  int status();

  /** The first value of a header, without space around it; null if there is none. */
  @Nullable String header(String name);

  /** All lines of a header in their order, without space around them. */
  List<String> headers(String name);
}
