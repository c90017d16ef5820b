package dev.pushpull.console;

import java.util.List;

/** A command as it can be typed again. */
public final class Commands {

  private static final String TOKEN = "--token";

  private Commands() {}

  /** The words quoted for a POSIX shell; the token's value is replaced by a variable. */
  public static String quoted(String name, List<String> args) {
    var text = new StringBuilder(name);
    boolean secret = false;
    for (String arg : args) {
      if (secret) {
        text.append(" \"$PUSHPULL_TOKEN\"");
      } else if (arg.startsWith(TOKEN + "=")) {
        text.append(' ').append(TOKEN).append("=\"$PUSHPULL_TOKEN\"");
      } else {
        text.append(' ').append(word(arg));
      }
      secret = arg.equals(TOKEN);
    }
    return text.toString();
  }

  private static String word(String arg) {
    return arg.matches("[A-Za-z0-9._/:@,=+-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
  }
}
