package io.freshseal.api.fastlane;

import java.util.function.Supplier;

/** The relay's build, asked for once after each change of the settings. */
final class Build {

  private final Supplier<String> ask;
  private volatile String known;

  Build(Supplier<String> ask) {
    this.ask = ask;
  }

  String text() {
    String text = known;
    if (text == null) {
      text = ask.get();
      known = text;
    }
    return text;
  }

  void changed() {
    known = null;
  }
}
