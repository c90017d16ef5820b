package dev.pushpull.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.pushpull.testkit.Chromium.Sheet;
import java.util.List;

/**
 * What every page must be at each width and in each theme: quiet, within the window, accessible. It
 * is loaded once; width and theme change under it, which it must follow as a person's window does.
 * All rules of accessibility are checked at the width of the load, the colours in both themes.
 */
public final class Looks {

  private static final List<Integer> WIDTHS = List.of(1280, 390);

  /**
   * Only violations are asked for: to describe all that is well takes most of the time. So does the
   * contrast of a long table, whose rows look the same: one of each look is checked.
   */
  private static final String AXE =
      """
      async contrast => {
        const again = [];
        for (const table of contrast ? document.querySelectorAll('table') : []) {
          const looks = new Set();
          for (const row of table.querySelectorAll('tbody tr')) {
            const look = [row, ...row.querySelectorAll('*')].map(element => {
              const s = getComputedStyle(element);
              return [element.tagName, s.color, s.backgroundColor, s.backgroundImage, s.opacity,
                s.fontSize, s.fontWeight, s.textShadow, s.display, s.visibility, s.position];
            }).join();
            if (looks.has(look)) {
              again.push(row);
            }
            looks.add(look);
          }
        }
        const result = await axe.run({ include: [document], exclude: again }, {
          resultTypes: ['violations'],
          ...(contrast
            ? { runOnly: { type: 'rule', values: ['color-contrast'] } }
            : { rules: { 'color-contrast': { enabled: false } } }),
        });
        return result.violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => v.id + ': ' + v.nodes[0].html);
      }\
      """;

  private Looks() {}

  /** Holds at both widths and in both themes; {@code first} is that of the load. */
  public static void assertGoodAtEachWidthAndInEachTheme(Sheet sheet, ColorScheme first) {
    Page page = sheet.page();
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    page.evaluate(AxeBuilder.getAxeScript());
    assertTheme(page, first);
    assertThat(violations(page, false)).isEmpty();
    assertThat(violations(page, true)).as("%s", first).isEmpty();
    for (int width : WIDTHS) {
      page.setViewportSize(width, 900);
      settle(page);
      assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
          .as("wider than the window of %d px", width)
          .isEqualTo(0);
      assertThat(outside(page)).isEmpty();
    }
    theme(page, other(first));
    // Of a theme the rules know the colours alone.
    assertThat(violations(page, true)).as("%s", other(first)).isEmpty();
    assertThat(sheet.wrong()).isEmpty();
  }

  /** Lets the page draw what has changed: a chart asks for a frame once it knows its width. */
  public static void settle(Page page) {
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>"
            + " requestAnimationFrame(() => requestAnimationFrame(done)))))");
  }

  private static void theme(Page page, ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    settle(page);
    assertTheme(page, scheme);
  }

  private static void assertTheme(Page page, ColorScheme scheme) {
    assertThat(page.evaluate("document.documentElement.dataset.theme"))
        .isEqualTo(scheme == ColorScheme.DARK ? "dark" : "light");
  }

  private static ColorScheme other(ColorScheme scheme) {
    return scheme == ColorScheme.DARK ? ColorScheme.LIGHT : ColorScheme.DARK;
  }

  /** Of the contrast of texts, or of all other rules. */
  private static List<?> violations(Page page, boolean contrast) {
    return (List<?>) page.evaluate(AXE, contrast);
  }

  /** Texts of charts that reach out of the window. */
  private static List<?> outside(Page page) {
    return (List<?>)
        page.evaluate(
            "[...document.querySelectorAll('.chart svg text')].filter(t => { const b ="
                + " t.getBoundingClientRect(); return b.left < -0.5 || b.right > innerWidth + 0.5;"
                + " }).map(t => t.textContent)");
  }
}
