package dev.pushpull.sut;

import dev.pushpull.sut.ServerUnderTest.Page;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.net.Transport;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.wire.FeedKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/** What the server says to a person when it is ready: where it is, and how to listen. */
final class Greeting {

  private Greeting() {}

  /** The page's address, the feeds', then one command for each way. */
  static String text(ServerUnderTest server, ServerConfig config, Page page, List<FeedSpec> feeds) {
    Transport transport = config.transport();
    String origin = origin(server, config);
    String url = origin + "/feeds/";
    String feed = url + feeds.getFirst().name();
    String curl = "curl" + flags(transport.protocol());
    var text = new StringBuilder();
    if (page == Page.DEMO) {
      text.append(origin);
      text.append("/  the page: five ways to listen, side by side; open it in a browser\n\n");
    }
    text.append("listening on ").append(url).append("{").append(names(feeds));
    text.append("}, speaking ").append(transport).append("\n\n");
    command(text, "poll", curl + " --include " + feed);
    command(text, "conditional poll", curl + " --include -H 'If-None-Match: \"1\"' " + feed);
    String held = "$(%s -s -o /dev/null -w '%%header{etag}' %s)".formatted(curl, feed);
    String wait = " --include -H \"If-None-Match: " + held + "\" -H 'Prefer: wait=30' ";
    command(text, "long poll", curl + wait + feed);
    command(
        text, "server-sent events", curl + " --no-buffer -H 'Accept: text/event-stream' " + feed);
    command(
        text,
        "WebSocket",
        webSocket(transport, feed) + "\n  (or any client: ws" + feed.substring(4) + ")");
    command(text, "publish", curl + " --include --data 'hello' " + feed);
    for (FeedSpec log : feeds.stream().filter(spec -> spec.kind() == FeedKind.LOG).toList()) {
      command(text, "read a log on", curl + readOn(curl, url + log.name()));
    }
    if (server.jobs().spec().isPresent()) {
      command(text, "submit a job", curl + " --include --data '' " + origin + "/jobs");
    }
    if (config.control()) {
      text.append("control on http://").append(reachable(config.controlHost())).append(":");
      text.append(server.controlPort()).append(" with token ").append(config.token()).append("\n");
    }
    return text.toString();
  }

  /** Where this machine's browser finds the page, without the slash at the end. */
  static String origin(ServerUnderTest server, ServerConfig config) {
    return "%s://%s:%d"
        .formatted(config.transport().scheme(), reachable(config.host()), server.port());
  }

  private static String readOn(String curl, String feed) {
    String newest =
        "$(%s -s -o /dev/null -w '%%header{etag}' %s | tr -d '\"')".formatted(curl, feed);
    return " --include -H 'Prefer: wait=30' \"" + feed + "?after=" + newest + "\"";
  }

  private static String names(List<FeedSpec> feeds) {
    return feeds.stream().map(FeedSpec::name).collect(Collectors.joining(","));
  }

  /** The certificate is made at start, so that curl cannot know it. */
  private static String flags(WireProtocol protocol) {
    return switch (protocol) {
      case H1 -> "";
      case H1_TLS -> " --insecure --http1.1";
      case H2 -> " --insecure --http2";
      case H2C -> " --http2-prior-knowledge";
    };
  }

  private static String webSocket(Transport transport, String feed) {
    return "curl"
        + (transport.protocol().isTls() ? " --insecure" : "")
        + " --include --no-buffer --http1.1 -H 'Connection: Upgrade' -H 'Upgrade: websocket'"
        + " -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: cHVzaHB1bGxwdXNocHVsbA=='"
        + " --output - "
        + feed;
  }

  private static void command(StringBuilder text, String way, String command) {
    text.append("# ").append(way).append("\n  ").append(command).append("\n");
  }

  /** What others see if a listener is not on loopback; empty if both are. */
  static String exposure(ServerConfig config, Page page) {
    var text = new StringBuilder();
    if (!ServerUnderTest.isLoopback(config.host())) {
      text.append("warning: the feeds at ").append(config.host());
      text.append(" are open to everyone who can reach this machine: anyone can read and publish");
      text.append(config.transport().protocol().isTls() ? "" : ", unencrypted and");
      text.append(" without a password\n");
      if (page == Page.DEMO) {
        text.append("warning: the page lets anyone change its feeds' rate, chat and submit jobs\n");
      }
    }
    if (config.control() && !ServerUnderTest.isLoopback(config.controlHost())) {
      text.append("warning: the control at ").append(config.controlHost());
      text.append(" can be reached from other machines; its token is sent unencrypted\n");
    }
    return text.toString();
  }

  /** An address that this machine's own clients can use. */
  private static String reachable(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (address.isAnyLocalAddress()) {
        return ServerConfig.LOOPBACK;
      }
      return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
