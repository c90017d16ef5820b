package dev.pushpull.target.message;

import dev.pushpull.sut.text.Printable;
import java.io.IOException;

/** A message or an answer that cannot be read; its message is one line that is fit to be shown. */
public final class MalformedMessageException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what was expected and what came. */
  public MalformedMessageException(String message) {
    super(Printable.brief(message));
  }
}
