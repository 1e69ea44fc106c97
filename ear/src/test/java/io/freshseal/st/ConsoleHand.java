package io.freshseal.st;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Repairs by the pages, links and buttons of the console alone. */
final class ConsoleHand implements RepairHand {

  private static final Duration A_REPAIR = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String GOES_ON = "";
  private static final String CONFIRM = "#steps [id$='confirm']";
  private static final Path TEXTS = Path.of("../resources/src/main/resources/io/freshseal");
  private static final Pattern FIGURE = Pattern.compile("\\{\\d[^}]*}");

  private final String language;
  private final Map<String, String> pages;
  private final Map<String, String> states;
  private final Map<String, String> causes;
  private final Map<String, String> sentences;
  private final Browser browser;

  /**
   * Opens a browser for somebody.
   *
   * @param language what is read there, {@code en} or {@code ja}
   */
  ConsoleHand(URI url, String language) {
    this.language = language;
    pages = texts("console", language, "");
    states = texts("messages", language, "repairState.");
    causes = texts("messages", language, "cause.");
    sentences = texts("sentences", language, "diagnosis.FACT_");
    browser = Browser.open(url, language);
  }

  private static Map<String, String> texts(String bundle, String language, String prefix) {
    String name = language.equals("en") ? bundle : bundle + "_" + language;
    Properties all = new Properties();
    try (Reader file = Files.newBufferedReader(TEXTS.resolve(name + ".properties"))) {
      all.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.stringPropertyNames().stream()
        .filter(key -> key.startsWith(prefix))
        .collect(Collectors.toMap(key -> key, key -> all.getProperty(key).replace("''", "'")));
  }

  private void list(String page) {
    browser.visit("index.xhtml");
    browser.click("nav-" + page);
    browser.until("h1", pages.get(page + ".title"));
  }

  private void computer(String id, String name) {
    list("computers");
    browser.type("text", name);
    browser.click("filter");
    browser.until("#computers", name);
    browser.clickFirst("#computers a[href*='computer.xhtml?id=" + id + "']");
    browser.until("h1", name);
  }

  private void untilSomething(String css) {
    Eventually.until(css + " says something", SOON, () -> !browser.text(css).isEmpty());
  }

  @Override
  public void assertTold(String agent, int number, int code, String text) {
    Eventually.until(
        "the events name " + text + " of " + agent,
        SOON,
        () -> {
          list("events");
          browser.type("number", Integer.toString(number));
          browser.type("text", agent);
          browser.click("filter");
          untilSomething("#events");
          return browser.text("#events").contains(text + " (" + code + ")");
        });
    browser.clickFirst("#events a[href*='event.xhtml?id=']");
    browser.until("dl.facts", Integer.toString(number));
    browser.click("event-diagnosis");
    untilSomething("#sentence");
  }

  @Override
  public Explained explain(String computer, String name) {
    computer(computer, name);
    browser.click("computer-diagnosis");
    browser.until("#cause h2", pages.get("diagnosis.cause"));
    String title = browser.text("h1");
    String evidence = browser.text("#evidence tbody");
    return new Explained(
        computer,
        "",
        keys(causes, title::equals).findFirst().orElse(title).replace("cause.", ""),
        browser.text("#sentence"),
        browser.text("#way .hop.is-expired .strong"),
        keys(sentences, pattern -> says(evidence, pattern)).toList(),
        browser.count("#steps > li"));
  }

  private static Stream<String> keys(Map<String, String> texts, Predicate<String> text) {
    return texts.entrySet().stream()
        .filter(each -> text.test(each.getValue()))
        .map(Map.Entry::getKey);
  }

  // Whether one line of a text is this sentence with whatever figures.
  private static boolean says(String text, String pattern) {
    String any =
        Stream.of(FIGURE.split(pattern, -1))
            .map(Pattern::quote)
            .reduce((before, after) -> before + ".+" + after)
            .orElseThrow();
    return Pattern.compile(any).matcher(text).find();
  }

  @Override
  public String repair(Explained found, Runnable byHand) {
    browser.click("repair-all");
    untilSomething("#repair-state");
    return ended(byHand);
  }

  @Override
  public String repairStepByStep(Explained found) {
    String last = "";
    for (int n = 1; n <= found.steps(); n++) {
      String step = "#steps > li:nth-child(" + n + ")";
      browser.clickFirst(step + " [id$='take']");
      untilSomething(step + " .step-line .badge");
      last = ended(() -> {});
      if (!last.equals("DONE") || !browser.text(step).contains(state("DONE"))) {
        return "step " + n + ": " + last + browser.text(step);
      }
    }
    return last;
  }

  private String ended(Runnable byHand) {
    return Eventually.untilGet(
        "the repair has ended",
        A_REPAIR,
        () -> {
          if (browser.count(CONFIRM) > 0) {
            String page = browser.url();
            byHand.run();
            browser.go(URI.create(page).getRawPath() + "?" + URI.create(page).getRawQuery());
            browser.clickFirst(CONFIRM);
          }
          String state = browser.text("#repair-state");
          return Stream.of("DONE", "FAILED", "CANCELLED")
              .filter(end -> state.equals(state(end)))
              .map(end -> end.equals("DONE") ? end : end + " " + browser.text("#steps"))
              .findFirst()
              .orElse(GOES_ON);
        },
        seen -> !seen.equals(GOES_ON));
  }

  private String state(String name) {
    return states.get("repairState." + name);
  }

  @Override
  public void assign(String computer, String name, String group, String groupName) {
    computer(computer, name);
    browser.select("assign-group", groupName);
    browser.click("assign");
    untilSomething("#messages");
  }

  @Override
  public void withoutProxy(String group, String groupName) {
    list("groups");
    browser.clickFirst("#groups a[href*='groups.xhtml?group=" + group + "']");
    Eventually.until(
        "it can be changed",
        SOON,
        () -> groupName.equals(browser.attribute("group-name", "value")));
    browser.type("group-proxy-host", "");
    browser.type("group-proxy-port", "");
    browser.click("group-save");
    untilSomething("#messages");
  }

  @Override
  public void ownSource(String relay, String name) {
    computer(relay, name);
    String console = browser.attribute("computer-console", "href");
    try (Browser there = Browser.open(URI.create(console), language)) {
      there.visit("settings.xhtml");
      there.click("reset-relay-source");
      Eventually.until(
          "nothing is set there", SOON, () -> there.count("[id='reset-relay-source']") == 0);
    }
  }

  @Override
  public void close() {
    browser.close();
  }
}
