package io.freshseal.console.access;

/** What became of an attempt to sign in. */
public enum LoginResult {
  /** The session is signed in from the next request on: redirect. */
  SIGNED_IN,
  /** Name or password is wrong; nobody is told which. */
  REFUSED,
  /** Too many attempts have failed: this name is not listened to from there for a while. */
  THROTTLED
}
