package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** Somebody without a mouse at a page: who gets everywhere by keys, and sees where that is. */
final class Keyboard {

  private static final int MOST_STOPS = 120;

  // Where the focus is, whether that matches, and whether a person sees it.
  private static final String STOP =
      """
      const stop = document.activeElement;
      const ring = getComputedStyle(stop);
      const place = stop.getBoundingClientRect();
      const seen = ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 1
          && place.width > 1 && place.height > 1
          && place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
      return [stop === document.body ? '' : stop.outerHTML.slice(0, 120), stop.matches(arguments[0]), seen];
      """;

  private final ChromeDriver driver;

  Keyboard(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Presses the tabulator until what matches has the focus, which is seen at each stop. */
  void to(String css) {
    for (int i = 0; i < MOST_STOPS; i++) {
      List<?> stop = stop(css);
      if (stop.get(1).equals(true)) {
        return;
      }
      press(Keys.TAB);
      List<?> next = stop(css);
      if (!next.get(0).equals("")) {
        assertThat(next.get(2)).as("the focus is seen at " + next.get(0)).isEqualTo(true);
      }
    }
    throw new AssertionError("no key leads to " + css + " on " + driver.getCurrentUrl());
  }

  private List<?> stop(String css) {
    return (List<?>) driver.executeScript(STOP, css);
  }

  /** Goes down the list that has the focus until this is chosen. */
  void down(String value) {
    for (int i = 0; i < MOST_STOPS; i++) {
      if (value.equals(driver.executeScript("return document.activeElement.value"))) {
        return;
      }
      press(Keys.ARROW_DOWN);
    }
    throw new AssertionError("no key chooses " + value);
  }

  void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  void type(String text) {
    new Actions(driver).sendKeys(text).perform();
  }
}
