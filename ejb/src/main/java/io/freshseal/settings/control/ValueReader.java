package io.freshseal.settings.control;

import io.freshseal.settings.entity.ByteSize;
import io.freshseal.settings.entity.LazySettings;
import io.freshseal.settings.entity.PushSettings;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.SettingsSentence;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.entity.TrustPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads typed values and gathers what is wrong with them. After a problem a harmless value of the
 * type is returned, so that the reading goes on and all problems are found; the result of such a
 * reading is never used.
 */
final class ValueReader {

  private static final List<String> MODES = List.of(LazySettings.FULL, LazySettings.LAZY);
  private static final int MAX_TEXT = 2000;
  private static final int MAX_PORT = 65_535;
  private static final int MOST_WAITERS = 1_000_000;
  private static final int MOST_DOWNLOADS = 100_000;

  private final Function<SettingKey, Optional<String>> values;
  private final List<SettingProblem> problems = new ArrayList<>();

  ValueReader(Function<SettingKey, Optional<String>> values) {
    this.values = values;
  }

  List<SettingProblem> problems() {
    return problems;
  }

  /** Objects to a setting; its name goes before the arguments. */
  void object(SettingKey key, SettingsSentence sentence, Object... arguments) {
    Object[] all = Stream.concat(Stream.of(key.key()), Arrays.stream(arguments)).toArray();
    problems.add(new SettingProblem(key, Sentence.of(sentence, all)));
  }

  Optional<String> text(SettingKey key) {
    Optional<String> value = values.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    if (value.isPresent() && value.get().length() > MAX_TEXT) {
      object(key, SettingsSentence.TOO_LONG, MAX_TEXT);
      return Optional.empty();
    }
    return value;
  }

  Optional<Secret> secret(SettingKey key) {
    return text(key).map(Secret::new);
  }

  /** Reads a value by a parser that returns empty for what it does not understand. */
  <T> Optional<T> parsed(
      SettingKey key, Function<String, Optional<T>> parser, SettingsSentence expected) {
    return parsed(key, parser, Sentence.of(expected));
  }

  /** Reads a value by such a parser, where what is expected has figures. */
  <T> Optional<T> parsed(SettingKey key, Function<String, Optional<T>> parser, Sentence expected) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> result = parser.apply(value.get());
    if (result.isEmpty()) {
      if (key.secret()) {
        object(key, SettingsSentence.MUST_BE, expected);
      } else {
        object(key, SettingsSentence.MUST_BE_NOT, expected, value.get());
      }
    }
    return result;
  }

  Optional<Path> path(SettingKey key) {
    return parsed(key, ValueReader::toPath, SettingsSentence.PATH)
        .map(path -> path.toAbsolutePath().normalize());
  }

  Optional<URI> url(SettingKey key) {
    return parsed(key, ValueReader::toUrl, SettingsSentence.URL);
  }

  /** Reads URLs with commas between them; none where nothing is said. */
  List<URI> urls(SettingKey key, int most) {
    return parsed(
            key,
            text -> toUrls(text).filter(urls -> urls.size() <= most),
            Sentence.of(SettingsSentence.URLS, most))
        .orElse(List.of());
  }

  private static Optional<List<URI>> toUrls(String text) {
    List<Optional<URI>> urls =
        Arrays.stream(text.split(",", -1)).map(String::strip).map(ValueReader::toUrl).toList();
    return urls.stream().allMatch(Optional::isPresent)
        ? Optional.of(urls.stream().flatMap(Optional::stream).toList())
        : Optional.empty();
  }

  Duration duration(SettingKey key, Duration least) {
    Optional<Duration> value = parsed(key, ValueReader::toDuration, SettingsSentence.DURATION);
    if (value.isEmpty()) {
      required(key);
      return least;
    }
    if (value.get().compareTo(least) < 0) {
      object(key, SettingsSentence.AT_LEAST, least);
    }
    return value.get();
  }

  Optional<Instant> instant(SettingKey key) {
    return parsed(key, JsonFields::parseInstant, SettingsSentence.INSTANT);
  }

  ByteSize size(SettingKey key) {
    Optional<ByteSize> value = parsed(key, ByteSize::parse, SettingsSentence.SIZE);
    if (value.isEmpty()) {
      required(key);
    }
    return value.orElse(new ByteSize(0));
  }

  /** Reads a rule of the trust policy; after a problem the first of its kind. */
  <E extends Enum<E>> E word(SettingKey key, Class<E> kind) {
    Optional<E> rule =
        parsed(
            key,
            text -> TrustPolicy.parse(kind, text),
            Sentence.of(SettingsSentence.ONE_OF, String.join(", ", TrustPolicy.words(kind))));
    if (rule.isEmpty()) {
      required(key);
    }
    return rule.orElse(kind.getEnumConstants()[0]);
  }

  /** Reads what a source signs beside its signatures. */
  SourceSettings.Cosigning cosigning() {
    Optional<String> word = text(SettingKey.SOURCE_TIMESTAMPS);
    boolean postQuantum = flag(SettingKey.SOURCE_POST_QUANTUM);
    if (word.filter("off"::equals).isPresent()) {
      return SourceSettings.Cosigning.of(SourceSettings.Timestamps.OFF, postQuantum);
    }
    if (word.filter("built-in"::equals).isPresent()) {
      return SourceSettings.Cosigning.of(SourceSettings.Timestamps.BUILT_IN, postQuantum);
    }
    Optional<URI> authority =
        parsed(SettingKey.SOURCE_TIMESTAMPS, ValueReader::toUrl, SettingsSentence.TIMESTAMPS);
    if (authority.isEmpty()) {
      required(SettingKey.SOURCE_TIMESTAMPS);
    }
    return new SourceSettings.Cosigning(
        SourceSettings.Timestamps.ELSEWHERE,
        authority,
        path(SettingKey.TRUST_TSA_ANCHORS),
        postQuantum);
  }

  /** Reads how fast a new catalog spreads. */
  PushSettings push() {
    return new PushSettings(
        flag(SettingKey.RELAY_PUSH),
        count(SettingKey.SERVING_MAX_WAITERS, MOST_WAITERS),
        count(SettingKey.SERVING_MAX_DOWNLOADS, MOST_DOWNLOADS),
        size(SettingKey.SERVING_MAX_BANDWIDTH).bytes(),
        size(SettingKey.SERVING_DELTA_QUOTA).bytes());
  }

  /**
   * Reads which contents a relay holds.
   *
   * @param bundlesOnly whether it has no source that could be asked
   */
  LazySettings contents(boolean bundlesOnly) {
    Optional<String> word =
        parsed(
            SettingKey.RELAY_MODE,
            text -> Optional.of(text).filter(MODES::contains),
            Sentence.of(SettingsSentence.ONE_OF, String.join(", ", MODES)));
    if (word.isEmpty()) {
      required(SettingKey.RELAY_MODE);
    }
    boolean onRequest = word.filter(LazySettings.LAZY::equals).isPresent();
    if (onRequest && bundlesOnly) {
      object(SettingKey.RELAY_MODE, SettingsSentence.NEEDS_ASKABLE_SOURCE);
    }
    return new LazySettings(
        onRequest,
        size(SettingKey.RELAY_LAZY_MAX_BYTES),
        duration(SettingKey.RELAY_LAZY_MAX_AGE, Duration.ofMinutes(1)));
  }

  private int count(SettingKey key, int most) {
    Optional<Integer> count =
        parsed(
            key,
            text ->
                Optional.of(text)
                    .filter(t -> t.matches("[1-9][0-9]{0,7}"))
                    .map(Integer::valueOf)
                    .filter(n -> n <= most),
            Sentence.of(SettingsSentence.COUNT, most));
    if (count.isEmpty()) {
      required(key);
    }
    return count.orElse(1);
  }

  boolean flag(SettingKey key) {
    return parsed(key, ValueReader::toFlag, SettingsSentence.FLAG).orElse(false);
  }

  OptionalInt port(SettingKey key) {
    Optional<Integer> port =
        parsed(key, ValueReader::toPort, Sentence.of(SettingsSentence.PORT, MAX_PORT));
    return port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty();
  }

  /** Objects if the value is absent, unless something was said against it already. */
  void required(SettingKey key) {
    if (problems.stream().noneMatch(problem -> problem.key() == key)) {
      object(key, SettingsSentence.NEEDED);
    }
  }

  private static Optional<Path> toPath(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> toUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      boolean plain =
          uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
      return http && plain && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException | NumberFormatException e) {
      // The JDK reads the numbers of an IPv4 address within an IPv6 one without a bound.
      return Optional.empty();
    }
  }

  private static Optional<Duration> toDuration(String text) {
    try {
      return Optional.of(Duration.parse(text)).filter(value -> !value.isNegative());
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> toFlag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> toPort(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(text)).filter(port -> port >= 1 && port <= MAX_PORT);
  }
}
