package dev.pushpull.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A headless Chromium of this machine. Without one its tests are skipped, and say so; where {@code
 * CI} is set they fail, since there they must run.
 */
public final class Chromium implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts one. */
  public static Chromium start() {
    Optional<Path> program = find();
    boolean mustRun = System.getenv("CI") != null;
    assumeTrue(
        program.isPresent() || mustRun,
        "no Chromium on this machine: install Debian's 'chromium', or set CHROMIUM to its path");
    assertThat(program).as("Chromium, which CI must install").isPresent();
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(program.orElseThrow())
            .setArgs(
                List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync"));
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> find() {
    String named = System.getenv("CHROMIUM");
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(folder)::resolve));
    return Stream.concat(Stream.ofNullable(named).map(Path::of), onPath)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A profile of its own, empty, for pages of a width. */
  public BrowserContext context(int width, ColorScheme scheme) {
    return browser.newContext(
        new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
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
        "!document.querySelector('#tradeoff') || document.querySelector('#tradeoff').textContent !== ''");
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return new Sheet(context, page, wrong);
  }

  /**
   * A page that is open.
   *
   * @param wrong errors and warnings on the console, and requests that left the page
   */
  public record Sheet(BrowserContext context, Page page, List<String> wrong)
      implements AutoCloseable {
    @Override
    public void close() {
      context.close();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
