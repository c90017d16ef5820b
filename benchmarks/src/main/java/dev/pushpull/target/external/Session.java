package dev.pushpull.target.external;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.Hints;
import dev.pushpull.engine.Request;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.target.Placeholder;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client as a server that is not ours knows it: signed in, with its cookies, redirected, told
 * to wait. Used by one thread at a time.
 */
final class Session {

  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> KEEPING_METHOD = Set.of(307, 308);
  private static final Set<Integer> REJECTIONS = Set.of(429, 503);
  private static final int UNAUTHORIZED = 401;

  /** How long to wait where a server does not say it; doubled each time in a row. */
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MAX_DOUBLINGS = 5;
  private static final long MAX_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** What follows an answer. */
  enum Next {
    /** It is the answer to what was asked for. */
    READ,
    /** It was a step before that. */
    GO_ON,
    /** What was asked for must be asked again, by {@link #again}. */
    ASK_AGAIN
  }

  private final ExternalServer server;
  private final Map<String, String> captured = new ConcurrentHashMap<>();
  private final SignIn signIn;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private @Nullable Supplier<Request> wanted;
  private @Nullable Request step; // the one that was made last
  private @Nullable Request redirected; // what is to be sent in place of what was asked
  private int redirects;
  private boolean askAgain;
  private boolean refusedOnce;
  private int rejectedInRow;
  private volatile long pausedUntilNanos = System.nanoTime();

  /**
   * Of a client that has not said anything yet.
   *
   * @param values of the placeholders
   */
  Session(ExternalServer server, Function<Placeholder, @Nullable String> values) {
    this.server = server;
    this.signIn = new SignIn(server, captured, values);
  }

  /** What was captured so far, by name. */
  Map<String, String> captured() {
    return captured;
  }

  /** What must be asked first; empty if nothing must. */
  Optional<Request> before() {
    Optional<Request> next =
        step != null && redirected != null ? Optional.of(redirected) : signIn.next();
    redirected = next.isPresent() ? null : redirected;
    step = next.map(this::withCookies).orElse(null);
    return Optional.ofNullable(step);
  }

  /** What the client asks for, as it is made now, and again where it must be. */
  Request ask(Supplier<Request> made) {
    wanted = made;
    askAgain = false;
    redirected = null;
    redirects = 0;
    return withCookies(made.get());
  }

  /** Whether the last answer said that what was wanted must be asked again. */
  boolean isToAskAgain() {
    return askAgain;
  }

  /** The same, where it is now and as it must be made now. */
  Request again() {
    Request next = redirected != null ? redirected : Objects.requireNonNull(wanted).get();
    askAgain = false;
    redirected = null;
    return withCookies(next);
  }

  private Request withCookies(Request request) {
    try {
      List<String> lines =
          cookies.get(request.target(), Map.of()).getOrDefault("Cookie", List.of());
      return lines.isEmpty() ? request : request.with("Cookie", String.join("; ", lines));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keepCookies(URI from, AnswerHead head) {
    List<String> lines = head.headers("Set-Cookie");
    if (!lines.isEmpty()) {
      try {
        cookies.put(from, Map.of("Set-Cookie", lines));
        lines.forEach(line -> server.addSecret(valueOf(line)));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String valueOf(String cookie) {
    String pair = cookie.split(";", 2)[0];
    return pair.substring(pair.indexOf('=') + 1).strip();
  }

  /** How long nothing may be asked, in ns from now; 0 for none. */
  long pauseNanos() {
    return Math.max(0, pausedUntilNanos - System.nanoTime());
  }

  /**
   * Looks at an answer for what goes before its content.
   *
   * @throws IOException if what was asked for cannot be had
   */
  Next look(Answer answer, Request request) throws IOException {
    Next next = next(answer, request);
    askAgain = next == Next.ASK_AGAIN;
    return next;
  }

  private Next next(Answer answer, Request request) throws IOException {
    int status = answer.status();
    keepCookies(request.target(), answer.head());
    notePause(answer.head());
    if (REDIRECTS.contains(status)) {
      redirected = redirect(answer, request);
      return isStep(request) ? Next.GO_ON : Next.ASK_AGAIN;
    }
    if (isStep(request)) {
      redirects = 0;
      signIn.read(answer);
      return Next.GO_ON;
    }
    if (status == UNAUTHORIZED && !refusedOnce && signIn.again()) {
      refusedOnce = true;
      return Next.ASK_AGAIN;
    }
    refusedOnce &= status == UNAUTHORIZED;
    return Next.READ;
  }

  private boolean isStep(Request request) {
    return step == request;
  }

  private void notePause(AnswerHead head) {
    if (!REJECTIONS.contains(head.status())) {
      rejectedInRow = 0;
      return;
    }
    server.reject(head.status());
    long told = Hints.nanos(head);
    long pause = told == PollSchedule.NO_HINT ? FIRST_PAUSE_NANOS << rejectedInRow : told;
    rejectedInRow = Math.min(rejectedInRow + 1, MAX_DOUBLINGS);
    pausedUntilNanos = System.nanoTime() + Math.min(pause, MAX_PAUSE_NANOS);
  }

  /** Follows to the same origin alone, so that credentials never leave it. */
  private Request redirect(Answer answer, Request request) throws IOException {
    String location = answer.head().header("Location");
    URI from = request.target();
    URI to;
    try {
      to = from.resolve(location == null ? "" : location);
    } catch (IllegalArgumentException e) {
      throw new IOException("redirected to what is no address: " + location, e);
    }
    if (location == null || !server.isOwn(to)) {
      throw new IOException(
          "redirected to %s, which is another server; give its address as url if it is meant"
              .formatted(location == null ? "nowhere" : to));
    }
    if (++redirects > MAX_REDIRECTS) {
      redirects = 0;
      throw new IOException("redirected more than " + MAX_REDIRECTS + " times, at last to " + to);
    }
    return redirected(request, to, answer.status());
  }

  /** A POST becomes a GET by 301 and 302, and everything by 303 (RFC 9110, section 15.4). */
  private static Request redirected(Request request, URI to, int status) {
    boolean keeps =
        KEEPING_METHOD.contains(status) || (status != 303 && !request.method().equals("POST"));
    Request next =
        keeps && !request.method().equals("GET")
            ? Request.of(request.method(), to, request.body())
            : Request.get(to);
    for (Request.Header header : request.headers()) {
      boolean ofBody = header.name().equalsIgnoreCase("Content-Type");
      if (!header.name().equals("Cookie") && (keeps || !ofBody)) {
        next = next.with(header.name(), header.value());
      }
    }
    return next;
  }
}
