package dev.pushpull.engine.thread;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import dev.pushpull.testkit.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a message that the server took or did not take, whatever it answered. */
class PostMemberTest {

  /** How a {@code POST} goes. */
  private enum Post {
    TAKEN(true, 201),
    TAKEN_AND_CUT(true, 0),
    CUT(false, 0),
    BUSY(false, 503),
    FORBIDDEN(false, 403);

    private final boolean taken;
    private final int status;

    Post(boolean taken, int status) {
      this.taken = taken;
      this.status = status;
    }
  }

  @AutoClose private final MockWebServer server = new MockWebServer();
  @AutoClose private final OkHttpEngine stack = new OkHttpEngine(Carrier.PLAIN);
  private final Recorder told = new Recorder();
  private final Room room = new Room();

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(room);
    server.start();
  }

  private void send(Post... posts) throws Exception {
    room.posts.addAll(List.of(posts));
    var order =
        new SubscriberOrder(
            Strategy.parse("poll@20ms"),
            server.url("/feeds/room").uri(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            FeedKind.LOG,
            Optional.empty());
    try (ChatMember member = stack.chatMember(order, told)) {
      member.connect();
      member.start(new FixedSchedule(System.nanoTime(), MILLISECONDS.toNanos(20)));
      member.send("hello");
      long deadline = System.nanoTime() + SECONDS.toNanos(10);
      while (member.isSending()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private long exchanges(Exchange.Kind kind) {
    return told.all(Exchange.class).stream().filter(e -> e.kind() == kind).count();
  }

  @Test
  void whatIsAnsweredIsSentOnce() throws Exception {
    send(Post.TAKEN);
    assertThat(room.said()).containsExactly("first", "hello");
    assertThat(exchanges(Exchange.Kind.RECOVER)).isZero();
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void whatWasTakenAndNotAnsweredIsNotSentAgain() throws Exception {
    send(Post.TAKEN_AND_CUT);
    assertThat(room.said()).containsExactly("first", "hello");
    assertThat(exchanges(Exchange.Kind.RECOVER)).isEqualTo(1);
    assertThat(told.failures()).hasSize(1);
  }

  @Test
  void whatWasNotTakenIsSentAgain() throws Exception {
    send(Post.CUT, Post.TAKEN);
    assertThat(room.said()).containsExactly("first", "hello");
    assertThat(exchanges(Exchange.Kind.RECOVER)).isEqualTo(1);
    assertThat(exchanges(Exchange.Kind.PUBLISH)).isEqualTo(1);
  }

  @Test
  void whatWasRefusedForNowIsSentLaterWithoutLooking() throws Exception {
    send(Post.BUSY, Post.TAKEN);
    assertThat(room.said()).containsExactly("first", "hello");
    assertThat(exchanges(Exchange.Kind.RECOVER)).isZero();
    assertThat(told.failures()).containsExactly("sending a message returned status 503");
  }

  @Test
  void whatIsForbiddenIsGivenUp() throws Exception {
    send(Post.FORBIDDEN);
    assertThat(room.said()).containsExactly("first");
    assertThat(told.failures()).containsExactly("sending a message returned status 403");
  }

  /** A log of what was posted. */
  private static final class Room extends Dispatcher {
    private final Deque<Post> posts = new ArrayDeque<>(); // guarded by this
    private final List<Update> log = new ArrayList<>(); // guarded by this

    Room() {
      add("first");
    }

    private synchronized void add(String payload) {
      log.add(new Update("room", log.size() + 1L, 1, 1, payload));
    }

    synchronized List<String> said() {
      return log.stream().map(Update::payload).toList();
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
      if (!request.getMethod().equals("POST")) {
        String after = String.valueOf(request.getUrl().queryParameter("after"));
        return after(Integer.parseInt(after));
      }
      Post post = posts.remove();
      if (post.taken) {
        add(String.valueOf(request.getBody() == null ? "" : request.getBody().utf8()));
      }
      return post.status == 0
          ? new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build()
          : new MockResponse.Builder().code(post.status).build();
    }

    private MockResponse after(int version) {
      if (version >= log.size()) {
        return new MockResponse.Builder().code(304).build();
      }
      String updates =
          log.subList(version, log.size()).stream()
              .map(update -> new String(UpdateJson.encode(update), UTF_8))
              .collect(Collectors.joining(","));
      return new MockResponse.Builder()
          .body(LogPage.head("room", 1, log.size()) + updates + "]}")
          .build();
    }
  }
}
