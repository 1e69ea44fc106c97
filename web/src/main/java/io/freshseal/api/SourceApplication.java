package io.freshseal.api;

import io.freshseal.api.source.AuthoritiesResource;
import io.freshseal.api.source.EpochsResource;
import io.freshseal.api.source.PublishingResource;
import io.freshseal.api.source.RevocationsResource;
import io.freshseal.api.source.SourceServingResource;
import io.freshseal.api.source.StagingResource;
import io.freshseal.api.source.TimestampResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** A source's base address. */
@ApplicationPath("/source/v1")
public class SourceApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Providers.with(
        Set.of(
            SourceServingResource.class,
            StagingResource.class,
            PublishingResource.class,
            EpochsResource.class,
            TimestampResource.class,
            RevocationsResource.class,
            AuthoritiesResource.class));
  }

  @Override
  public Map<String, Object> getProperties() {
    return Providers.PROPERTIES;
  }
}
