package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.RawServer;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.StatusCode;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayChoiceTest {

  private static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          1,
          Duration.ofSeconds(2),
          4096,
          1 << 20,
          1,
          Duration.ZERO);

  private static RawServer.Script answering(int status, String text) {
    return (request, wire) ->
        wire.head(
                "HTTP/1.1 " + status + " X",
                "Content-Type: application/octet-stream",
                "Date: Sat, 01 Jun 2030 12:00:00 GMT",
                "Content-Length: " + text.length())
            .text(text);
  }

  private static Route base(RawServer server) {
    return Route.direct(BaseUrl.parse(server.base()).orElseThrow());
  }

  // A question that falls back to the default of the interface never reaches a relay.
  @Test
  void everyQuestionToASource_isPassedOn() throws NoSuchMethodException {
    for (Method question : UpdateSource.class.getMethods()) {
      assertThat(
              RelayChoice.class
                  .getMethod(question.getName(), question.getParameterTypes())
                  .getDeclaringClass())
          .as(question.getName())
          .isEqualTo(RelayChoice.class);
    }
  }

  @Test
  void relayThatAnswers_isAskedForTheChainOfAnchorsToo() {
    try (RawServer out = new RawServer(answering(503, ""));
        RawServer good = new RawServer(answering(200, "bytes"))) {
      RelayChoice choice = new RelayChoice(List.of(base(out), base(good)), QUICK);

      assertThat(choice.fetchCatalog(Optional.empty())).isInstanceOf(CatalogAnswer.Fetched.class);
      assertThat(choice.address()).contains(good.base());
      choice.fetchAnchors(1, 1000);

      assertThat(good.requests()).last().matches(r -> r.line().contains("/anchors/1"));
      assertThat(out.requests()).hasSize(1);
    }
  }

  @Test
  void nobodyThatAnswers_leavesTheFirstRelaysRefusal() {
    try (RawServer out = new RawServer(answering(503, ""));
        RawServer empty = new RawServer(answering(404, ""))) {
      RelayChoice choice = new RelayChoice(List.of(base(out), base(empty)), QUICK);

      assertThat(choice.fetchCatalog(Optional.empty()))
          .isInstanceOfSatisfying(
              CatalogAnswer.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));
      assertThat(choice.address()).contains(out.base());
    }
  }
}
