package io.freshseal.st;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** An HTTP response, read whole. */
record Answer(HttpResponse<byte[]> response) {

  int status() {
    return response.statusCode();
  }

  byte[] body() {
    return response.body();
  }

  String text() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  /** The first value of a header, or an empty text. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  JsonObject json() {
    return structure().asJsonObject();
  }

  JsonArray jsonArray() {
    return structure().asJsonArray();
  }

  private JsonStructure structure() {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body()))) {
      return reader.read();
    }
  }

  /** Fails with the whole answer where the status is another one. */
  Answer expect(int status) {
    if (status() != status) {
      throw new AssertionError("expected " + status + " but was " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    String text = text();
    return response.request().method()
        + " "
        + response.uri()
        + " -> "
        + status()
        + " "
        + text.substring(0, Math.min(text.length(), 500));
  }
}
