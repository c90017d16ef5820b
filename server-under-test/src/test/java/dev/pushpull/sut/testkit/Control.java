package dev.pushpull.sut.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Calls of a server's control listener, each on a connection of its own. */
public record Control(int port, String token) {

  private static final JsonMapper JSON = new JsonMapper();

  public RawClient.Answer call(String method, String path, String body) throws IOException {
    try (var client = new RawClient(port)) {
      client.requestWithBody(
          method, path, body.getBytes(StandardCharsets.UTF_8), "Authorization: Bearer " + token);
      RawClient.Answer answer = client.answer();
      if (answer.header("transfer-encoding").equals("chunked")) {
        var whole = new StringBuilder();
        for (String chunk = client.chunk(); !chunk.isEmpty(); chunk = client.chunk()) {
          whole.append(chunk);
        }
        return new RawClient.Answer(answer.status(), answer.headers(), whole.toString());
      }
      return answer;
    }
  }

  public JsonNode json(String method, String path) throws IOException {
    return json(method, path, "");
  }

  public JsonNode json(String method, String path, String body) throws IOException {
    return JSON.readTree(call(method, path, body).body());
  }
}
