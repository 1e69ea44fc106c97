package io.freshseal.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of If-Match or If-None-Match: any, or a list of tags. What does not parse is left out,
 * so a damaged header matches nothing.
 */
final class EntityTagList {

  private static final Pattern TAG =
      Pattern.compile("\\G[ \\t,]*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"[ \\t]*(?=,|$)");

  private final boolean any;
  private final List<String> strong = new ArrayList<>();
  private final List<String> weak = new ArrayList<>();

  EntityTagList(String header) {
    this.any = header.strip().equals("*");
    Matcher matcher = TAG.matcher(header);
    while (matcher.find()) {
      (matcher.group(1) == null ? strong : weak).add(matcher.group(2));
    }
  }

  /** Strong comparison (RFC 9110 section 8.8.3.2). */
  boolean matchesStrongly(EntityTag tag) {
    return any || strong.contains(tag.opaque());
  }

  /** Weak comparison: a cache may have weakened our tag on the way. */
  boolean matchesWeakly(EntityTag tag) {
    return matchesStrongly(tag) || weak.contains(tag.opaque());
  }
}
