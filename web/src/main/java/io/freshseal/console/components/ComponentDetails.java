package io.freshseal.console.components;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.HeldComponent;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** One component: what is held, what is offered, its certificate, and how to check it oneself. */
@Named("componentPage")
@RequestScoped
public class ComponentDetails {

  private final Stock stock;
  private final InventoryDesk inventory;
  private final HttpServletRequest request;
  private String id;

  /** For the container's proxy. */
  protected ComponentDetails() {
    this(null, null, null);
  }

  @Inject
  public ComponentDetails(Stock stock, InventoryDesk inventory, HttpServletRequest request) {
    this.stock = stock;
    this.inventory = inventory;
    this.request = request;
  }

  /** The component; null if there is none of that name. */
  public ComponentRow getRow() {
    return stock.rows().stream().filter(row -> row.id().equals(id)).findFirst().orElse(null);
  }

  /** What is held, with its certificate; null if nothing is, or the rows are not made yet. */
  public HeldComponent getFacts() {
    StoreName store = stock.isRelay() ? StoreName.RELAY : StoreName.SOURCE;
    return ComponentId.parse(id).flatMap(name -> inventory.find(store, name)).orElse(null);
  }

  /** The versions kept here, the current first. */
  public List<CatalogEntry> getVersions() {
    return ComponentId.parse(id)
        .flatMap(name -> snapshot().map(kept -> kept.versions(name)))
        .orElse(List.of());
  }

  private Optional<Snapshot> snapshot() {
    return stock.isRelay() ? stock.held() : stock.own();
  }

  /** The commands that fetch content, signature file and anchors. */
  public String getFetchCommand() {
    String base = base();
    String file = base + "/components/" + id + "/" + getRow().entry().version().text();
    return String.join(
        "\n",
        "curl -fsS -o anchors.pem " + base + "/anchors",
        "curl -fsS -o " + id + " " + file,
        "curl -fsS -o " + id + ".p7s " + file + "/signature");
  }

  /** The command that checks the signature as an agent does. */
  public String getVerifyCommand() {
    return "openssl cms -verify -binary -inform DER -in "
        + id
        + ".p7s -content "
        + id
        + " -CAfile anchors.pem -purpose any -out /dev/null";
  }

  /** The command that shows the certificates in the signature file. */
  public String getShowCommand() {
    return "openssl pkcs7 -inform DER -in "
        + id
        + ".p7s -print_certs | openssl x509 -noout -subject -issuer -dates";
  }

  private String base() {
    String page = request.getRequestURL().toString();
    String server = page.substring(0, page.length() - request.getRequestURI().length());
    return server + request.getContextPath() + (stock.isRelay() ? "/api/v1" : "/source/v1");
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }
}
