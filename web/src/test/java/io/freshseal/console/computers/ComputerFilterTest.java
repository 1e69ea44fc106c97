package io.freshseal.console.computers;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.member.entity.MemberRole;
import org.junit.jupiter.api.Test;

/** The address of the page as a query for computers. */
class ComputerFilterTest {

  private final ComputerFilter filter = new ComputerFilter();

  @Test
  void whatIsAskedFor_isInTheQuery() {
    filter.setText(" office ");
    filter.setState("FAILED");
    filter.setGroup("a-group");
    filter.setRole("relay");

    ComputerQuery query = filter.query(50, 25);

    assertThat(filter.isActive()).isTrue();
    assertThat(query.text()).contains("office");
    assertThat(query.state()).contains(ComputerState.FAILED);
    assertThat(query.group()).contains("a-group");
    assertThat(query.role()).contains(MemberRole.RELAY);
    assertThat(query.offset()).isEqualTo(50);
    assertThat(query.limit()).isEqualTo(25);
  }

  @Test
  void nothing_andWhatCannotBeRead_countAsNotAskedFor() {
    assertThat(filter.isActive()).isFalse();
    filter.setText("  ");
    filter.setState("ill");
    filter.setGroup("");
    filter.setRole("king");

    assertThat(filter.query(0, 25)).isEqualTo(ComputerQuery.all(25));
  }
}
