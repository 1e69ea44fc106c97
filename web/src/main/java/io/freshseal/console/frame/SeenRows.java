package io.freshseal.console.frame;

import io.freshseal.shared.entity.Sha256;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the rows of a form were when it was shown. Faces knows a button by the number of its row; if
 * a row has come or gone since, the number means another row. Such a press must do nothing.
 */
@RequestScoped
public class SeenRows {

  private final Notices notices;

  /** For the container's proxy. */
  protected SeenRows() {
    this(null);
  }

  @Inject
  public SeenRows(Notices notices) {
    this.notices = notices;
  }

  /** A short text that is another one for other rows; a hidden field of the form keeps it. */
  public static String mark(Stream<String> rows) {
    String all = rows.collect(Collectors.joining("\n"));
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * Ends the request with a notice, before any action, if the rows are others now.
   *
   * @param seen what the form has sent back, foreign text, may be null
   * @param now the mark of the rows as they are
   */
  public void require(String seen, String now) {
    if (!now.equals(seen)) {
      notices.wrong("table.changed");
      FacesContext.getCurrentInstance().renderResponse();
    }
  }
}
