package io.freshseal.console.computers;

import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.boundary.FleetFigures;
import io.freshseal.computers.entity.ComputerPage;
import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.FirstExpiry;
import io.freshseal.console.frame.Times;
import io.freshseal.shared.entity.Sha256;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** The list of computers: filtered by the page's address, paged in the database. */
@Named
@RequestScoped
public class ComputersPage {

  private final Computers computers;
  private final FleetFigures figures;
  private final ComputerFilter filter;
  private final Times times;
  private final LazyDataModel<ComputerRow> rows = new Rows();

  /** For the container's proxy. */
  protected ComputersPage() {
    this(null, null, null, null);
  }

  @Inject
  public ComputersPage(
      Computers computers, FleetFigures figures, ComputerFilter filter, Times times) {
    this.computers = computers;
    this.figures = figures;
    this.filter = filter;
    this.times = times;
  }

  /** The computers that pass the filter, by name. */
  public LazyDataModel<ComputerRow> getRows() {
    return rows;
  }

  private ComputerPage page(int offset, int limit) {
    return computers.find(filter.query(offset, limit));
  }

  private final class Rows extends LazyDataModel<ComputerRow> {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    public int count(Map<String, FilterMeta> columnFilters) {
      return (int) Math.min(page(0, 1).total(), ComputerQuery.MAX_OFFSET);
    }

    @Override
    public List<ComputerRow> load(
        int first,
        int pageSize,
        Map<String, SortMeta> sortBy,
        Map<String, FilterMeta> columnFilters) {
      ComputerPage page = page(first, pageSize);
      Map<Sha256, FirstExpiry> firsts = figures.firstExpiries(page.computers());
      return page.computers().stream()
          .map(computer -> ComputerRow.of(computer, firsts, times.getNow()))
          .toList();
    }

    @Override
    public String getRowKey(ComputerRow row) {
      return row.id();
    }
  }
}
