package io.freshseal.console.access;

import jakarta.servlet.http.HttpServletResponse;

/**
 * What the head of a request to a page tells of its body.
 *
 * @param type the media type in small letters, empty if none is given
 * @param length in bytes, or -1 if it is not told
 * @param chunked whether there is a body of a length that is not told
 */
record PageBody(String type, long length, boolean chunked) {

  /** No refusal. */
  static final int WELCOME = 0;

  /** Most bytes of a form without files: the state of a page and what is typed into it. */
  static final long FORM = 1 << 20;

  /**
   * The status to refuse it with, or {@link #WELCOME}. Files are taken of whoever is signed in.
   *
   * @param largestFile in bytes
   */
  int refusal(boolean signedIn, long largestFile) {
    if (length < 0) {
      return chunked ? HttpServletResponse.SC_LENGTH_REQUIRED : WELCOME;
    }
    boolean files = type.startsWith("multipart/");
    if (files && !signedIn) {
      return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
    }
    return length > (files ? largestFile + FORM : FORM)
        ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
        : WELCOME;
  }
}
