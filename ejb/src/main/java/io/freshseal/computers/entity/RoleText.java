package io.freshseal.computers.entity;

import io.freshseal.member.entity.MemberRole;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles of a computer in one column: their words, sorted, with commas between them. */
final class RoleText {

  private RoleText() {}

  static String of(Set<MemberRole> roles) {
    return roles.stream().map(MemberRole::text).sorted().collect(Collectors.joining(","));
  }

  static Set<MemberRole> parse(String text) {
    return Arrays.stream(text.split(","))
        .map(role -> MemberRole.parse(role).orElseThrow())
        .collect(Collectors.toSet());
  }
}
