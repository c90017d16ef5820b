package dev.pushpull.console;

import java.util.List;

/** A command as it can be typed again. */
public final class Commands {

  private static final String TOKEN = "--token";
  private static final String VARIABLE = "\"$PUSHPULL_TOKEN\"";

  private Commands() {}

  /** The words quoted for a POSIX shell; the token's value is replaced by a variable. */
  public static String quoted(String name, List<String> args) {
    var text = new StringBuilder(name);
    String before = name;
    for (String arg : args) {
      boolean joined = arg.startsWith(TOKEN + "=");
      boolean secret = joined || before.equals(TOKEN);
      text.append(' ').append(joined ? TOKEN + "=" : "").append(secret ? VARIABLE : word(arg));
      before = arg;
    }
    return text.toString();
  }

  private static String word(String arg) {
    return arg.matches("[A-Za-z0-9._/:@,=+-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
  }
}
