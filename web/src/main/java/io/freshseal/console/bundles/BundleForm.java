package io.freshseal.console.bundles;

import io.freshseal.bundle.control.RequestListJson;
import io.freshseal.bundle.entity.BundleRequest;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Platform;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is typed about a bundle to make. */
public class BundleForm {

  private String components = "";
  private String platform = "";
  private Long since;
  private String courier = "";
  private Part list;

  /** Key of the sentence about the first field that cannot be used; empty if all can. */
  Optional<String> problem() throws IOException {
    if (names().anyMatch(name -> ComponentId.parse(name).isEmpty())) {
      return Optional.of("bundles.wrong.components");
    }
    if (!platform.isBlank() && Platform.parse(platform.strip()).isEmpty()) {
      return Optional.of("upload.wrong.platform");
    }
    if (!courier.isBlank() && courierDate().isEmpty()) {
      return Optional.of("bundles.wrong.courier");
    }
    return hasList() && requestList().isEmpty()
        ? Optional.of("bundles.wrong.list")
        : Optional.empty();
  }

  /** The request; to be asked for only if there is no problem. */
  BundleRequest request() throws IOException {
    Set<ComponentId> ids =
        names().map(name -> ComponentId.parse(name).orElseThrow()).collect(Collectors.toSet());
    return new BundleRequest(
        ids,
        platform.isBlank() ? Optional.empty() : Platform.parse(platform.strip()),
        requestList(),
        Optional.ofNullable(since),
        courierDate());
  }

  private Stream<String> names() {
    return Arrays.stream(components.split("[\\s,]+")).filter(name -> !name.isEmpty());
  }

  // Through that day, on the server's clock.
  private Optional<Instant> courierDate() {
    try {
      return courier.isBlank()
          ? Optional.empty()
          : Optional.of(
              LocalDate.parse(courier.strip())
                  .plusDays(1)
                  .atStartOfDay(ZoneId.systemDefault())
                  .toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private boolean hasList() {
    return list != null && list.getSize() > 0;
  }

  private Optional<RequestList> requestList() throws IOException {
    if (!hasList()) {
      return Optional.empty();
    }
    try (InputStream in = list.getInputStream()) {
      Outcome<RequestList> read =
          RequestListJson.parse(BoundedInputStream.readAll(in, RequestListJson.MAX_BYTES));
      return read.fold(Optional::of, no -> Optional.empty());
    } catch (TooLargeException e) {
      return Optional.empty();
    }
  }

  public String getComponents() {
    return components;
  }

  public void setComponents(String components) {
    this.components = components == null ? "" : components;
  }

  public String getPlatform() {
    return platform;
  }

  public void setPlatform(String platform) {
    this.platform = platform == null ? "" : platform;
  }

  public Long getSince() {
    return since;
  }

  public void setSince(Long since) {
    this.since = since;
  }

  public String getCourier() {
    return courier;
  }

  public void setCourier(String courier) {
    this.courier = courier == null ? "" : courier;
  }

  public Part getList() {
    return list;
  }

  public void setList(Part list) {
    this.list = list;
  }
}
