package io.freshseal.shared.entity;

import java.util.regex.Pattern;

/** This very machine, where nobody can stand between two processes. */
public final class Loopback {

  private static final Pattern HOST =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[(?:0*:)*0*1]");

  private Loopback() {}

  /** Tells whether the host of an address, as a URI spells it, is this machine by its very name. */
  public static boolean isHost(String host) {
    return HOST.matcher(host).matches();
  }
}
