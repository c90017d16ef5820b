package dev.pushpull.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.proc.OptionalProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A server that was not made here, in a process of its own, on ports, folders and a configuration
 * of its own; for classes that {@code @Needs} its program. It ends with {@link #close}. Those of
 * Node publish with a time of their own, of the clock that {@code System.nanoTime()} reads, and
 * answer {@code GET /log} by all that was published.
 */
public final class ForeignServer implements AutoCloseable {

  private static final Path SCRIPTS = Path.of("src/test/resources/servers").toAbsolutePath();
  private static final Path MODULES = Path.of("target/servers/node_modules").toAbsolutePath();
  private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)");
  private static final Pattern URL = Pattern.compile("(?m)^url: .*$");
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final List<Process> processes;
  private final Path folder;
  private final int port;

  private ForeignServer(List<Process> processes, Path folder, int port) {
    this.processes = processes;
    this.folder = folder;
    this.port = port;
  }

  /** Express 5 with ws 8: orders by every way to listen, and jobs by polls. */
  public static ForeignServer express() throws IOException {
    return node("express.js");
  }

  /** Socket.IO 4, by WebSocket and by polling. */
  public static ForeignServer socketIo() throws IOException {
    return node("socket-io.js");
  }

  /** graphql-ws 6, and GraphQL by HTTP. */
  public static ForeignServer graphqlWs() throws IOException {
    return node("graphql-ws.js");
  }

  private static ForeignServer node(String script) throws IOException {
    if (!Files.isDirectory(MODULES)) {
      String why = "missing program packages of node: run scripts/test-servers";
      if (System.getenv("CI") != null) {
        throw new AssertionError(why + ", and CI must have them");
      }
      throw new TestAbortedException(why);
    }
    Path folder = Files.createTempDirectory("pushpull-node-");
    Process process =
        start(
            folder,
            Map.of("NODE_PATH", MODULES.toString()),
            OptionalProgram.NODE.find().orElseThrow().toString(),
            SCRIPTS.resolve(script).toString());
    var server = new ForeignServer(List.of(process), folder, 0);
    try {
      return new ForeignServer(List.of(process), folder, server.awaitPort());
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Mosquitto 2, whose WebSocket is at any path; it wants a plain listener, too. */
  public static ForeignServer mosquitto() throws IOException {
    Path folder = Files.createTempDirectory("pushpull-mosquitto-");
    int[] ports = freePorts(2);
    Path settings =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            """
            listener %d 127.0.0.1
            listener %d 127.0.0.1
            protocol websockets
            allow_anonymous true
            persistence false
            log_dest stdout
            """
                .formatted(ports[0], ports[1]));
    Process process =
        start(
            folder,
            Map.of(),
            OptionalProgram.MOSQUITTO.find().orElseThrow().toString(),
            "-c",
            settings.toString());
    return new ForeignServer(List.of(process), folder, ports[1]).awaitOpen();
  }

  /** RabbitMQ with Web STOMP at {@code /ws}, whose guest may come from this machine. */
  public static ForeignServer rabbitMq() throws IOException {
    Path folder = Files.createTempDirectory("pushpull-rabbitmq-");
    int[] ports = freePorts(4);
    Files.writeString(folder.resolve("plugins"), "[rabbitmq_web_stomp].\n");
    Files.writeString(
        folder.resolve("rabbitmq.conf"),
        """
        listeners.tcp.default = 127.0.0.1:%d
        web_stomp.tcp.ip = 127.0.0.1
        web_stomp.tcp.port = %d
        stomp.listeners.tcp = none
        log.console = true
        log.file = false
        """
            .formatted(ports[0], ports[1]));
    var environment =
        Map.ofEntries(
            Map.entry("HOME", folder.toString()), // of the cookie
            Map.entry("ERL_EPMD_PORT", Integer.toString(ports[2])),
            Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
            Map.entry("RABBITMQ_DIST_PORT", Integer.toString(ports[3])),
            Map.entry("RABBITMQ_NODENAME", "pushpull-" + ports[1] + "@localhost"),
            Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
            Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString()),
            Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
            Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
            Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
            Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
            Map.entry("RABBITMQ_FEATURE_FLAGS_FILE", folder.resolve("flags").toString()),
            // Few threads, that do not spin.
            Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 1:1 +sbwt none"));
    // As a child it ends with the test; Erlang would start one that stays.
    Process names = start(folder, environment, "epmd");
    // Debian's program of that name wants to be root, and becomes another user.
    Path plain = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    Path program =
        Files.isExecutable(plain) ? plain : OptionalProgram.RABBITMQ.find().orElseThrow();
    Process broker = start(folder, environment, program.toString());
    return new ForeignServer(List.of(broker, names), folder, ports[1]).awaitOpen();
  }

  private static Process start(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    Path log = folder.resolve(Path.of(command[0]).getFileName() + ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int[] freePorts(int count) throws IOException {
    var taken = new ArrayList<ServerSocket>();
    for (int i = 0; i < count; i++) {
      taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    int[] ports = taken.stream().mapToInt(ServerSocket::getLocalPort).toArray();
    for (ServerSocket each : taken) {
      each.close();
    }
    return ports;
  }

  private int awaitPort() throws IOException {
    while (true) {
      var found = LISTENING.matcher(log());
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
      rest();
    }
  }

  private ForeignServer awaitOpen() throws IOException {
    while (true) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return this;
      } catch (IOException e) {
        rest();
      }
    }
  }

  private final long startedNanos = System.nanoTime();

  private void rest() throws IOException {
    boolean late = System.nanoTime() - startedNanos > START_NANOS;
    if (late || !processes.getFirst().isAlive()) {
      String log = log();
      close();
      throw new AssertionError("the server did not start: " + log);
    }
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What its processes wrote so far. */
  public String log() throws IOException {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  /** Where it is. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A target file with this server's address. */
  public TargetSpec target(String yaml) {
    return TargetFile.parse("target.yaml", at(yaml));
  }

  /** The text of a target file with this server's address. */
  public String at(String yaml) {
    return URL.matcher(yaml).replaceFirst("url: " + url());
  }

  /** A target file that the guide shows, by its name, as it stands there. */
  public static String shown(String name) throws IOException {
    String guide = Files.readString(Path.of("README.md"));
    String head = "```yaml\n# " + name + "\n";
    int start = guide.indexOf(head);
    if (start < 0) {
      throw new AssertionError("the guide shows no " + name);
    }
    int from = start + head.length();
    return guide.substring(from, guide.indexOf("```", from));
  }

  /** A target file among the test's resources. */
  public static String file(String name) throws IOException {
    return Files.readString(SCRIPTS.resolve(name));
  }

  /**
   * An update as the server itself knows it.
   *
   * @param atNanos when it was published, of the clock that {@code System.nanoTime()} reads
   */
  public record Stamped(String feed, long seq, long stamp, long atNanos) {}

  /** All that was published, by a server of Node. */
  public List<Stamped> published() throws IOException {
    try (var in = url().resolve("/log").toURL().openStream()) {
      return List.of(new ObjectMapper().readValue(in, Stamped[].class));
    }
  }

  /** Its main process. */
  public long pid() {
    return processes.getFirst().pid();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      List<ProcessHandle> all =
          Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(each -> each.onExit().join());
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // It is below the folder for what is temporary.
    }
  }
}
