package io.freshseal.api.source;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.trust.control.cms.TimestampExchange;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;

/** The built-in timestamp authority over HTTP (RFC 3161 3.4). */
@ForAdministrators
@Path("timestamp")
public class TimestampResource {

  private final SourceDesk desk;

  @Inject
  public TimestampResource(SourceDesk desk) {
    this.desk = desk;
  }

  /** Answers a request by a token or, within the protocol, by a refusal. */
  @POST
  @Consumes("application/timestamp-query")
  @Produces("application/timestamp-reply")
  public byte[] stamp(InputStream body) {
    return desk.timestamp(read(body))
        .orElseThrow(() -> Problem.notFound(WebSentence.NO_TIMESTAMP_AUTHORITY).asException());
  }

  private static byte[] read(InputStream body) {
    try {
      return BoundedInputStream.readAll(body, TimestampExchange.MAX_REQUEST_BYTES);
    } catch (TooLargeException e) {
      throw Problem.tooLarge(TimestampExchange.MAX_REQUEST_BYTES).asException();
    } catch (IOException e) {
      throw Problem.badRequest(WebSentence.REQUEST_BROKE_OFF).asException();
    }
  }
}
