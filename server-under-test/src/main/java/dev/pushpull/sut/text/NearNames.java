package dev.pushpull.sut.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that are nearly what somebody wrote. */
public final class NearNames {

  private static final int MAX_NAMES = 3;

  private NearNames() {}

  /** The nearest names, at most three, however far they are. */
  public static List<String> nearest(String written, Collection<String> names) {
    return names.stream()
        .distinct()
        .sorted(Comparator.comparingInt(name -> distance(name, written)))
        .limit(MAX_NAMES)
        .toList();
  }

  /** {@code ; did you mean A or B?}; nothing where no name is near. */
  public static String hint(String written, Collection<String> names) {
    String wanted = written.toLowerCase(Locale.ROOT);
    List<String> near =
        nearest(wanted, names.stream().filter(name -> isNear(wanted, name)).toList());
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** A third of the letters may be wrong, one at least, and a beginning is near. */
  private static boolean isNear(String written, String name) {
    int allowed = Math.max(1, Math.max(written.length(), name.length()) / 3);
    return distance(written, name) <= allowed || (written.length() > 2 && name.startsWith(written));
  }

  /** Edit distance in which two neighbours that change places count once (Damerau, 1964). */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
