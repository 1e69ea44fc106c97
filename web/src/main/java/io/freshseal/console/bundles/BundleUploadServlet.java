package io.freshseal.console.bundles;

import io.freshseal.api.input.ContentLength;
import io.freshseal.bundle.boundary.BundleUploadDesk;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.BundleUpload;
import io.freshseal.console.frame.Language;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a bundle from the page piece by piece: POST begins with {@code length}, GET tells where to
 * go on, PUT adds a piece at {@code offset}. A header that no other site's page can set without
 * being asked tells that it is the page.
 */
@WebServlet(name = "bundle-upload", urlPatterns = "/console/bundle-upload")
public class BundleUploadServlet extends HttpServlet {

  /** The header that the page sends. */
  static final String FROM_PAGE = "Freshseal-Upload";

  @Serial private static final long serialVersionUID = 1L;

  private final transient RelayDesk relay;
  private final transient BundleUploadDesk uploads;
  private final transient Language language;

  @Inject
  public BundleUploadServlet(RelayDesk relay, BundleUploadDesk uploads, Language language) {
    this.relay = relay;
    this.uploads = uploads;
    this.language = language;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isFromPage(request, response)) {
      long length = ContentLength.of(request.getParameter("length"));
      answer(
          response,
          length < 1
              ? Outcome.refused(StatusCode.BAD_REQUEST, BundleSentence.UPLOAD_NOT_WHOLE, 0, length)
              : uploads.begin(length));
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<UUID> id = id(request);
    Optional<BundleUpload> found = id.isPresent() ? uploads.find(id.get()) : Optional.empty();
    answer(
        response,
        found
            .map(Outcome::done)
            .orElseGet(() -> Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_UPLOAD)));
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isFromPage(request, response)) {
      Optional<UUID> id = id(request);
      answer(
          response,
          id.isPresent()
              ? uploads.append(
                  id.get(),
                  ContentLength.of(request.getParameter("offset")),
                  request.getInputStream())
              : Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_UPLOAD));
    }
  }

  private boolean isFromPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!relay.active() || request.getHeader(FROM_PAGE) == null) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return false;
    }
    return true;
  }

  private static Optional<UUID> id(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter("id")).flatMap(JsonFields::parseUuid);
  }

  private void answer(HttpServletResponse response, Outcome<BundleUpload> outcome)
      throws IOException {
    byte[] body =
        outcome.fold(
            upload ->
                JsonBytes.write(
                    json ->
                        json.writeStartObject()
                            .write("id", upload.id().toString())
                            .write("offset", upload.offset())
                            .write("length", upload.length())
                            .writeEnd()),
            no -> {
              response.setStatus(HttpServletResponse.SC_CONFLICT);
              return JsonBytes.write(
                  json ->
                      json.writeStartObject()
                          .write("code", no.code().text())
                          .write("detail", no.sentence().in(language.getLocale()))
                          .writeEnd());
            });
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(body);
  }
}
