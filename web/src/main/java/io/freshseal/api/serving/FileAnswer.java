package io.freshseal.api.serving;

import io.freshseal.shared.entity.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.file.Path;

/** A file that other features hand out: whole or in parts, under a tag of its digest. */
public final class FileAnswer {

  private FileAnswer() {}

  /**
   * Answers GET or HEAD with a file, its conditions and its range.
   *
   * @param length of the file
   * @param mediaType of the file
   */
  public static Response.ResponseBuilder of(
      HttpServletRequest request,
      HttpHeaders headers,
      Path file,
      Sha256 digest,
      long length,
      String mediaType) {
    return Reading.of(request.getMethod(), headers)
        .answer(file, new Representation(digest, length, mediaType, Caching.NOBODY));
  }
}
