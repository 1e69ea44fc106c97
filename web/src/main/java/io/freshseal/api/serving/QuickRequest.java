package io.freshseal.api.serving;

import java.util.List;

/**
 * What a plain request says beside its address.
 *
 * @param head whether the body is not wanted
 * @param ifNoneMatch all lines joined by commas, or null
 * @param codings the lines of Accept-Encoding
 * @param dictionaries the lines of Available-Dictionary
 * @param sites the lines of Sec-Fetch-Site
 */
public record QuickRequest(
    boolean head,
    String ifNoneMatch,
    List<String> codings,
    List<String> dictionaries,
    List<String> sites) {

  ReaderCodings reader() {
    return ReaderCodings.of(codings, dictionaries, sites);
  }
}
