package io.freshseal.console.source;

import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import java.util.Optional;

/** What is typed about a file to upload. */
public class UploadForm {

  private String id;
  private String version;
  private String kind = ComponentKind.PATTERN.name();
  private String platform = Platform.ANY.text();

  /** Key of the sentence about the first field that cannot be used; empty if all can. */
  Optional<String> problem() {
    if (ComponentId.parse(id).isEmpty()) {
      return Optional.of("upload.wrong.id");
    }
    if (ComponentVersion.parse(version).isEmpty()) {
      return Optional.of("upload.wrong.version");
    }
    if (ComponentKind.parse(kind).isEmpty()) {
      return Optional.of("upload.wrong.kind");
    }
    return Platform.parse(platform).isEmpty()
        ? Optional.of("upload.wrong.platform")
        : Optional.empty();
  }

  /** The request; to be asked for only if there is no problem. */
  StageRequest request() {
    return new StageRequest(
        ComponentId.parse(id).orElseThrow(),
        ComponentVersion.parse(version).orElseThrow(),
        ComponentKind.parse(kind).orElseThrow(),
        Platform.parse(platform).orElseThrow());
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getVersion() {
    return version;
  }

  public void setVersion(String version) {
    this.version = version;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getPlatform() {
    return platform;
  }

  public void setPlatform(String platform) {
    this.platform = platform;
  }
}
