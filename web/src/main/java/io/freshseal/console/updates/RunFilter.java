package io.freshseal.console.updates;

import io.freshseal.member.entity.OrderKind;
import io.freshseal.updates.entity.RunQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;

/** Which runs the list shows, as text from the page's address. */
@Named
@RequestScoped
public class RunFilter {

  private static final String RUNNING = "running";
  private static final String ENDED = "ended";

  private String what;
  private String progress;

  RunQuery query(int offset, int limit) {
    return new RunQuery(
        OrderKind.parse(what == null ? "" : what),
        Optional.ofNullable(progress)
            .filter(text -> text.equals(RUNNING) || text.equals(ENDED))
            .map(RUNNING::equals),
        offset,
        limit);
  }

  /** Whether anything is asked for at all. */
  public boolean isActive() {
    return what != null || progress != null;
  }

  public String getWhat() {
    return what;
  }

  public void setWhat(String what) {
    this.what = what;
  }

  public String getProgress() {
    return progress;
  }

  public void setProgress(String progress) {
    this.progress = progress;
  }
}
