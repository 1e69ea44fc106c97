package io.freshseal.st;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a window, looking at one server's console. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_LOOKS = 20;
  private static final String LOGIN = "/console/login.xhtml";

  private static final String AXE = axe();
  private static final String AXE_RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(
        result => done(result.violations
          .filter(each => each.impact === 'serious' || each.impact === 'critical')
          .flatMap(each => each.nodes.map(node => each.id + ': ' + node.html))),
        error => done(['axe did not run: ' + error]));
      """;

  private final URI server;
  private final Path folder;
  private final ChromeDriver driver;

  private Browser(URI server, Path folder, ChromeDriver driver) {
    this.server = server;
    this.folder = folder;
    this.driver = driver;
  }

  /**
   * Starts a browser with a new profile, or skips the test where there is none.
   *
   * @param language what it asks for, {@code en} or {@code ja}
   */
  static Browser open(Server server, String language) {
    return open(URI.create(server.url("/")), language);
  }

  /** The same for the console of any process of the distribution. */
  static Browser open(URI server, String language) {
    Path folder = Distribution.folder("browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Tools.need("chromium").toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1360,900",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    File program = Tools.need("chromedriver").toFile();
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program)
            .withLogFile(folder.resolve("driver.log").toFile())
            .build();
    return new Browser(server, folder, new ChromeDriver(service, options));
  }

  /** Goes to a page of the console, signing in on the way if it is asked to. */
  Browser visit(String page) {
    go("/console/" + page);
    if (url().contains(LOGIN)) {
      signIn(Server.PASSWORD);
      waiting().until(d -> !d.getCurrentUrl().contains(LOGIN));
      go("/console/" + page);
    }
    return this;
  }

  /** Goes to an address as it is. */
  Browser go(String path) {
    driver.get(server.resolve(path).toString());
    return this;
  }

  /** The cookies of the page, as the header Cookie brings them. */
  String cookies() {
    return driver.manage().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Fills in the log-in form and sends it. */
  void signIn(String password) {
    type("username", Server.ADMIN);
    type("password", password);
    click("login");
  }

  /** Presses what has this id; a page that follows is waited for by whoever looks at it. */
  void click(String id) {
    press(By.id(id));
  }

  /** Presses it as soon as it is there and enabled; what was replaced meanwhile is found again. */
  private void press(By what) {
    waiting()
        .until(
            d -> {
              WebElement found = d.findElement(what);
              boolean ready = found.isDisplayed() && found.isEnabled();
              if (ready) {
                found.click();
              }
              return ready;
            });
  }

  /** Presses the button that says yes in the dialog of the page. */
  void confirm() {
    press(By.cssSelector(".ui-confirmdialog-yes"));
  }

  /** Presses the button that says no in the dialog of the page, and waits until it is gone. */
  void cancel() {
    By no = By.cssSelector(".ui-confirmdialog-no");
    waiting().until(d -> d.findElement(no).isDisplayed());
    driver.findElement(no).click();
    waiting().until(d -> !d.findElement(no).isDisplayed());
  }

  /** Gives the focus to the first that matches. */
  void focus(String css) {
    // In one go, since the page may be updated between finding and focusing.
    waiting()
        .until(
            d ->
                driver.executeScript(
                    "const found = document.querySelector(arguments[0]);"
                        + " if (found) found.focus(); return found !== null;",
                    css));
  }

  /** Asks for so many streams, one after the other, keeps them open, and says how they begin. */
  List<Integer> streams(String path, int count) {
    @SuppressWarnings("unchecked")
    List<Long> statuses =
        (List<Long>)
            driver.executeAsyncScript(
                "const done = arguments[2]; (async () => { const all = [];"
                    + " for (let i = 0; i < arguments[1]; i++)"
                    + " all.push((await fetch(arguments[0])).status); done(all); })();",
                server.resolve(path).toString(),
                count);
    return statuses.stream().map(Long::intValue).toList();
  }

  /** What the server answers when the page asks for this address: the status, then the text. */
  String fetched(String path) {
    return (String)
        driver.executeAsyncScript(
            "const done = arguments[1]; fetch(arguments[0]).then(async answer =>"
                + " done(answer.status + ' ' + await answer.text()));",
            server.resolve(path).toString());
  }

  /** The keys alone, for whoever has no mouse. */
  Keyboard keyboard() {
    return new Keyboard(driver);
  }

  /** The id of what has the focus. */
  String focused() {
    return steady(() -> driver.switchTo().activeElement().getDomAttribute("id"));
  }

  /** Presses the first that matches. */
  void clickFirst(String css) {
    press(By.cssSelector(css));
  }

  void type(String id, String text) {
    WebElement field = waiting().until(d -> d.findElement(By.id(id)));
    field.clear();
    field.sendKeys(text);
  }

  /** Chooses a file as a person does with the file dialog. */
  void choose(String id, Path file) {
    waiting().until(d -> d.findElement(By.id(id))).sendKeys(file.toString());
  }

  /** Chooses from a list by what is written there. */
  void select(String id, String text) {
    new Select(waiting().until(d -> d.findElement(By.id(id)))).selectByVisibleText(text);
  }

  /** What stands in the first that matches; empty if nothing does. */
  String text(String css) {
    return steady(
        () -> {
          List<WebElement> found = driver.findElements(By.cssSelector(css));
          return found.isEmpty() ? "" : found.get(0).getText();
        });
  }

  // A page that is updated between finding and looking is looked at again.
  private static <T> T steady(Supplier<T> look) {
    for (int i = 1; i < MOST_LOOKS; i++) {
      try {
        return look.get();
      } catch (StaleElementReferenceException e) {
        // what was found has just been replaced
      }
    }
    return look.get();
  }

  /** Waits until the first that matches has this text in it, and returns all of it. */
  String until(String css, String text) {
    return Eventually.untilGet(
        css + " on " + driver.getCurrentUrl() + " says: " + text,
        PATIENCE,
        () -> text(css),
        seen -> seen.contains(text));
  }

  /** An attribute of what has this id; null if it has none. */
  String attribute(String id, String name) {
    return steady(() -> driver.findElement(By.id(id)).getDomAttribute(name));
  }

  /** Waits until an attribute has this value. */
  void untilAttribute(String id, String name, String value) {
    try {
      Eventually.until(
          id + " has " + name + " " + value, PATIENCE, () -> value.equals(attribute(id, name)));
    } catch (AssertionError e) {
      throw new AssertionError(url() + " shows: " + text("main"), e);
    }
  }

  /** An attribute of the whole page. */
  String page(String attribute) {
    return driver.findElement(By.tagName("html")).getDomAttribute(attribute);
  }

  String url() {
    return driver.getCurrentUrl();
  }

  int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  /** What the browser complained about so far: refused scripts, faults, missing files. */
  List<String> complaints() {
    return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::toString)
        .toList();
  }

  /** Makes the window as large as this, in pixels. */
  Browser size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    return this;
  }

  /** Chooses {@code light} or {@code dark} as the console's own switch does. */
  Browser theme(String name) {
    driver.manage().addCookie(new Cookie("freshseal-theme", name, "/"));
    return this;
  }

  /** Leaves a picture of the page, as it is in the window, where it can be found after the run. */
  Browser picture(String name) {
    byte[] png = driver.getScreenshotAs(OutputType.BYTES);
    try {
      Path pictures = Files.createDirectories(folder.resolveSibling("pictures"));
      Files.write(pictures.resolve(name + ".png"), png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** What axe-core finds on the page that is serious or critical, one line each. */
  List<String> barriers() {
    driver.executeScript(AXE);
    @SuppressWarnings("unchecked")
    List<String> found = (List<String>) driver.executeAsyncScript(AXE_RUN);
    return found;
  }

  /** By how many pixels the page is wider than the window. */
  long overflow() {
    return (Long)
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /**
   * Runs a script in the page, which ends by calling its last argument with what it found.
   *
   * @param arguments all but the last one
   */
  Object run(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WebDriverWait waiting() {
    WebDriverWait wait = new WebDriverWait(driver, PATIENCE);
    wait.ignoring(NoSuchElementException.class, StaleElementReferenceException.class);
    return wait;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
