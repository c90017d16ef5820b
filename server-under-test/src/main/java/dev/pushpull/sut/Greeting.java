package dev.pushpull.sut;

import dev.pushpull.sut.ServerConfig.Address;
import dev.pushpull.sut.ServerUnderTest.Page;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.FeedSpec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/** What the server says to a person when it is ready: where it is, and how to listen. */
final class Greeting {

  private static final String COMMANDS =
      """
      # poll
        {curl} --include {feed}
      # conditional poll
        {curl} --include -H 'If-None-Match: "1"' {feed}
      # long poll
        {curl} --include -H "If-None-Match: $({curl} -s -o /dev/null -w '%header{etag}' {feed})"\
       -H 'Prefer: wait=30' {feed}
      # server-sent events
        {curl} --no-buffer -H 'Accept: text/event-stream' {feed}
      # WebSocket
        {socket} --include --no-buffer --http1.1 -H 'Connection: Upgrade' -H 'Upgrade: websocket'\
       -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: cHVzaHB1bGxwdXNocHVsbA=='\
       --output - {feed}
        (or any client: ws{address})
      # publish
        {curl} --include --data 'hello' {feed}
      """;

  private static final String READ_ON =
      """
      # read a log on
        {curl} --include -H 'Prefer: wait=30'\
       "{feed}?after=$({curl} -s -o /dev/null -w '%header{etag}' {feed} | tr -d '"')"
      """;

  private static final String JOB = "# submit a job\n  {curl} --include --data '' {feed}\n";

  private Greeting() {}

  /** The page's address, the feeds', then one command for each way. */
  static String text(ServerUnderTest server, ServerConfig config, Page page, List<FeedSpec> feeds) {
    WireProtocol protocol = config.transport().protocol();
    String origin = origin(server, config);
    String url = origin + "/feeds/";
    var text = new StringBuilder();
    if (page == Page.DEMO) {
      text.append(origin);
      text.append("/  the page: five ways to listen, side by side; open it in a browser\n\n");
    }
    String names = feeds.stream().map(FeedSpec::name).collect(Collectors.joining(","));
    text.append("listening on %s{%s}, speaking %s\n\n".formatted(url, names, config.transport()));
    text.append(commands(COMMANDS, protocol, url + feeds.getFirst().name()));
    for (FeedSpec log : feeds.stream().filter(spec -> spec.kind() == FeedKind.LOG).toList()) {
      text.append(commands(READ_ON, protocol, url + log.name()));
    }
    if (server.jobs().spec().isPresent()) {
      text.append(commands(JOB, protocol, origin + "/jobs"));
    }
    if (config.control().isPresent()) {
      String host = reachable(config.control().get().host());
      text.append(
          "control on http://%s:%d with token %s\n"
              .formatted(host, server.controlPort(), config.token()));
    }
    return text.toString();
  }

  private static String commands(String template, WireProtocol protocol, String url) {
    return template
        .replace("{curl}", "curl" + flags(protocol))
        .replace("{socket}", "curl" + (protocol.isTls() ? " --insecure" : ""))
        .replace("{address}", url.substring("http".length()))
        .replace("{feed}", url);
  }

  /** Where this machine's browser finds the page, without the slash at the end. */
  static String origin(ServerUnderTest server, ServerConfig config) {
    return "%s://%s:%d"
        .formatted(config.transport().scheme(), reachable(config.data().host()), server.port());
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

  /** What others see if a listener is not on loopback; empty if both are. */
  static String exposure(ServerConfig config, Page page) {
    var text = new StringBuilder();
    String host = config.data().host();
    if (!ServerUnderTest.isLoopback(host)) {
      text.append("warning: the feeds at ").append(host);
      text.append(" are open to everyone who can reach this machine: anyone can read and publish");
      text.append(config.transport().protocol().isTls() ? "" : ", unencrypted and");
      text.append(" without a password\n");
      if (page == Page.DEMO) {
        text.append("warning: the page lets anyone change its feeds' rate, chat and submit jobs\n");
      }
    }
    String control = config.control().map(Address::host).orElse(ServerConfig.LOOPBACK);
    if (!ServerUnderTest.isLoopback(control)) {
      text.append("warning: the control at ").append(control);
      text.append(" can be reached from other machines; its token is sent unencrypted\n");
    }
    return text.toString();
  }

  /** An address that this machine's own clients can use. */
  private static String reachable(String host) {
    try {
      if (InetAddress.getByName(host).isAnyLocalAddress()) {
        return ServerConfig.LOOPBACK;
      }
      return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
