package io.freshseal.console.frame;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.FacesMessage.Severity;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.Arrays;

/**
 * Tells the user what came of an action. After a success the page redirects, and the notice comes
 * along; after a failure the page stays with what was typed, and the notice names the cause and the
 * next step.
 */
@RequestScoped
public class Notices {

  private final Texts texts;

  /** For the container's proxy. */
  protected Notices() {
    this(null);
  }

  @Inject
  public Notices(Texts texts) {
    this.texts = texts;
  }

  /** The action has been carried out; a redirect follows, or the page is updated in place. */
  public void done(String key, Object... figures) {
    FacesContext faces = FacesContext.getCurrentInstance();
    if (!faces.getPartialViewContext().isAjaxRequest()) {
      faces.getExternalContext().getFlash().setKeepMessages(true);
    }
    show(FacesMessage.SEVERITY_INFO, texts.of(key, spoken(figures)), "");
  }

  /** The input cannot be used; the sentence says what would be. The page stays. */
  public void wrong(String key, Object... figures) {
    show(FacesMessage.SEVERITY_ERROR, texts.of(key, figures), "");
  }

  /**
   * The action has been refused. The page stays.
   *
   * @param detail the figures of this very case in the language of the page; may be empty
   */
  public void refused(StatusCode code, String detail) {
    String what = detail + " (" + code.text() + ", " + code.code() + ") ";
    show(FacesMessage.SEVERITY_ERROR, texts.status(code), what + texts.remedy(code));
  }

  /** The action has been refused for this reason. The page stays. */
  public void refused(StatusCode code, Sentence sentence) {
    refused(code, texts.sentence(sentence));
  }

  private Object[] spoken(Object... figures) {
    return Arrays.stream(figures)
        .map(figure -> figure instanceof Sentence sentence ? texts.sentence(sentence) : figure)
        .toArray();
  }

  private static void show(Severity severity, String summary, String detail) {
    FacesContext.getCurrentInstance()
        .addMessage(null, new FacesMessage(severity, summary, detail.strip()));
  }
}
