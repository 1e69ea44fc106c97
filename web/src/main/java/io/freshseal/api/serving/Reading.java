package io.freshseal.api.serving;

import io.freshseal.api.http.Preconditions;
import io.freshseal.api.http.RangeRequest;
import io.freshseal.api.http.RangeRequest.Selection;
import io.freshseal.api.problem.Problem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One GET or HEAD of bytes: its conditions, its range, and the response that follows from them.
 *
 * @param method GET, or HEAD, which never has a range
 */
record Reading(String method, Preconditions conditions, RangeRequest range) {

  static Reading of(String method, HttpHeaders headers) {
    return new Reading(
        method,
        new Preconditions(
            joined(headers, HttpHeaders.IF_MATCH), joined(headers, HttpHeaders.IF_NONE_MATCH)),
        new RangeRequest(joined(headers, "Range"), joined(headers, "If-Range")));
  }

  private static Optional<String> joined(HttpHeaders headers, String name) {
    List<String> lines = headers.getRequestHeader(name);
    return lines == null || lines.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", lines));
  }

  /** Answers with a file, or the part of it that was asked for. */
  ResponseBuilder answer(Path file, Representation what) {
    return answer(() -> file, what);
  }

  /** The same of a file that is asked for only if some of it is to be sent. */
  ResponseBuilder answer(Supplier<Path> file, Representation what) {
    return withoutBody(what).orElseGet(() -> select(file, what)).header("Accept-Ranges", "bytes");
  }

  /** Answers with bytes in memory, which have no ranges. */
  ResponseBuilder answer(byte[] body, Representation what) {
    return withoutBody(what).orElseGet(() -> ok(what).entity(body));
  }

  /**
   * Answers with what is written as it is sent, which has no ranges. Its tag is not the digest of
   * its bytes, so no digest is told.
   */
  ResponseBuilder answer(StreamingOutput body, Representation what) {
    return withoutBody(what).orElseGet(() -> ok(what).entity(body)).header("Repr-Digest", null);
  }

  // Empty if there is something to be sent.
  private Optional<ResponseBuilder> withoutBody(Representation what) {
    return switch (conditions.judge(what.tag())) {
      case NOT_MODIFIED -> Optional.of(describe(Response.status(304), what));
      case FAILED -> throw Problem.preconditionFailed().asException();
      case PROCEED -> HttpMethod.HEAD.equals(method) ? Optional.of(ok(what)) : Optional.empty();
    };
  }

  private ResponseBuilder select(Supplier<Path> file, Representation what) {
    Selection selection = range.select(what.tag(), what.length());
    if (selection instanceof Selection.Part part) {
      return describe(Response.status(206), what)
          .type(what.mediaType())
          .header("Content-Range", part.bytes().contentRange(what.length()))
          .header(HttpHeaders.CONTENT_LENGTH, part.bytes().length())
          .entity(new FileSlice(file.get(), part.bytes()));
    }
    if (selection instanceof Selection.Unsatisfiable refusal) {
      throw Problem.unsatisfiableRange(refusal.sentence(), what.length()).asException();
    }
    return ok(what).entity(FileSlice.whole(file.get(), what.length()));
  }

  private static ResponseBuilder ok(Representation what) {
    return describe(Response.ok(), what)
        .type(what.mediaType())
        .header(HttpHeaders.CONTENT_LENGTH, what.length());
  }

  private static ResponseBuilder describe(ResponseBuilder response, Representation what) {
    what.describe(response::header);
    return response;
  }
}
