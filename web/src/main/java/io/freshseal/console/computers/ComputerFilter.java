package io.freshseal.console.computers;

import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.member.entity.MemberRole;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which computers the user asks for, as text from the address of the page. What cannot be read
 * counts as not asked for. Lives as long as the page is looked at, so that paging keeps it.
 */
@Named
@ViewScoped
public class ComputerFilter implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private String text;
  private String state;
  private String group;
  private String role;

  /** The query that is meant. */
  public ComputerQuery query(int offset, int limit) {
    return new ComputerQuery(
        Optional.ofNullable(text),
        Optional.ofNullable(group).filter(id -> !id.isBlank()),
        ComputerState.parse(state),
        MemberRole.parse(role).filter(wanted -> wanted != MemberRole.SOURCE),
        offset,
        limit);
  }

  /** Whether anything is asked for at all. */
  public boolean isActive() {
    return Arrays.asList(text, state, group, role).stream()
        .anyMatch(value -> value != null && !value.isBlank());
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public String getState() {
    return state;
  }

  public void setState(String state) {
    this.state = state;
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
  }

  public String getRole() {
    return role;
  }

  public void setRole(String role) {
    this.role = role;
  }
}
