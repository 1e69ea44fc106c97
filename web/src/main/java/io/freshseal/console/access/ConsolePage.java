package io.freshseal.console.access;

import java.util.regex.Pattern;

/** Addresses of console pages; keeps the log-in from sending anyone elsewhere. */
final class ConsolePage {

  static final String OVERVIEW = "/console/index.xhtml";

  private static final String LOGIN = "/console/login.xhtml";
  private static final Pattern PAGE =
      Pattern.compile("/console/(?:[a-z0-9-]{1,40}/)?[a-z0-9-]{1,40}\\.xhtml");

  private ConsolePage() {}

  static String safe(String from) {
    return from != null && PAGE.matcher(from).matches() && !from.equals(LOGIN) ? from : OVERVIEW;
  }
}
