package io.freshseal.publishing.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.control.cms.TimestampExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A timestamp authority over HTTP on loopback, which misbehaves as it is told. */
final class TestAuthority implements AutoCloseable {

  static final String REPLY = "application/timestamp-reply";

  /** How a request is answered. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange, byte[] request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Answer answer;

  TestAuthority(Answer first) throws IOException {
    answer = first;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/tsa", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
  }

  TestAuthority answering(Answer other) {
    answer = other;
    return this;
  }

  int requests() {
    return requests.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      answer.to(exchange, exchange.getRequestBody().readAllBytes());
    }
  }

  /** A good answer of this authority at this time. */
  static byte[] reply(Identity authority, byte[] request, Instant time) {
    return TimestampExchange.answer(
        new IssuedSigner(authority.key(), TestPki.chain(authority)), request, time);
  }

  /** Answers as it should. */
  static Answer good(Identity authority, Instant time) {
    return (exchange, request) -> send(exchange, REPLY, reply(authority, request, time));
  }

  /** Answers 200 with these bytes of this type. */
  static Answer bytes(String type, byte[] bytes) {
    return (exchange, request) -> send(exchange, type, bytes);
  }

  static void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Answers nothing for as long as this authority is there. */
  Answer silence() {
    return (exchange, request) -> await();
  }

  /** Answers half of the bytes, and then nothing for as long as this authority is there. */
  Answer stalling(byte[] bytes) {
    return (exchange, request) -> {
      exchange.getResponseHeaders().set("Content-Type", REPLY);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
      await();
    };
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
