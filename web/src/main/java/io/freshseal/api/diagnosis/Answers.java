package io.freshseal.api.diagnosis;

import io.freshseal.api.http.Locations;
import io.freshseal.api.problem.Problem;
import io.freshseal.diagnosis.entity.DiagnosisSentence;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** What both resources answer alike. */
final class Answers {

  private Answers() {}

  static <T> T done(Outcome<T> outcome) {
    return outcome.fold(
        value -> value,
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }

  static <T> T found(Optional<T> value, DiagnosisSentence missing) {
    return value.orElseThrow(
        () -> Problem.of(StatusCode.NOT_FOUND, Sentence.of(missing)).asException());
  }

  static URI repair(UriInfo uri, UUID id) {
    URI full = uri.getBaseUriBuilder().path("repairs").path(id.toString()).build();
    return URI.create(full.getRawPath());
  }

  static URI below(UriInfo uri, UUID id) {
    return Locations.below(uri, id.toString());
  }
}
