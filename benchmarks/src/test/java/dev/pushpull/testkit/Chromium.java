package dev.pushpull.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.pushpull.sut.proc.OptionalProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A headless Chromium of this machine, for classes with {@code @Needs(CHROMIUM)}: its headless
 * shell if there is one, which shows the same pages for half the CPU.
 */
public final class Chromium implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;
  private final Map<Path, Sheet> seen = new HashMap<>();

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** The program that tests start, empty if the machine has none. */
  static Optional<Path> find() {
    return OptionalProgram.HEADLESS_SHELL.find().or(OptionalProgram.CHROMIUM::find);
  }

  /** Starts one. */
  public static Chromium start() {
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(find().orElseThrow())
            .setArgs(
                List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // A page lives for a second: to optimize its scripts costs more than it saves.
                    "--js-flags=--no-opt"));
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /** A profile of its own, empty, for pages of a width. */
  public BrowserContext context(int width, ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
  }

  /** A file at 1280 px in the light theme, opened once, for tests that only look at it. */
  public Sheet see(Path file) {
    return seen.computeIfAbsent(file, each -> open(each, 1280, ColorScheme.LIGHT).kept());
  }

  /** Opens a file at a width; what goes wrong is noted from the first moment on. */
  public Sheet open(Path file, int width, ColorScheme scheme) {
    BrowserContext context = context(width, scheme);
    Page page = context.newPage();
    var wrong = new ArrayList<String>();
    page.onConsoleMessage(
        message -> {
          if (!message.type().equals("log")) {
            wrong.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(wrong::add);
    String url = file.toUri().toString();
    page.onRequest(
        request -> {
          if (!request.url().equals(url) && !request.url().startsWith("blob:")) {
            wrong.add("request: " + request.url());
          }
        });
    page.navigate(url);
    page.waitForFunction("document.documentElement.dataset.drawn === 'true'");
    page.waitForFunction(
        "!document.querySelector('#tradeoff') || document.querySelector('#tradeoff').textContent"
            + " !== ''");
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return new Sheet(context, page, wrong, false);
  }

  /**
   * A page that is open.
   *
   * @param wrong errors and warnings on the console, and requests that left the page
   * @param isKept whether it stays open as long as the browser
   */
  public record Sheet(BrowserContext context, Page page, List<String> wrong, boolean isKept)
      implements AutoCloseable {

    private Sheet kept() {
      return new Sheet(context, page, wrong, true);
    }

    @Override
    public void close() {
      if (!isKept) {
        context.close();
      }
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
