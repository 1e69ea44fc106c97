package io.freshseal.api.serving;

import java.nio.file.Path;
import java.util.Map;

/**
 * An answer that needs nothing more to be looked up.
 *
 * @param status 200 or 304
 * @param headers all that are the answer's own, in the order of sending
 * @param file what the body is; null if there is none
 * @param length of the body in bytes
 */
public record QuickAnswer(int status, Map<String, String> headers, Path file, long length) {}
