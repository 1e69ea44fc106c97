package io.freshseal.api;

import io.freshseal.api.access.TokensResource;
import io.freshseal.api.alerts.AlertsResource;
import io.freshseal.api.bundles.BundleUploadsResource;
import io.freshseal.api.bundles.BundlesResource;
import io.freshseal.api.bundles.CourierResource;
import io.freshseal.api.bundles.MadeBundlesResource;
import io.freshseal.api.computers.AssignmentRulesResource;
import io.freshseal.api.computers.ComputersResource;
import io.freshseal.api.computers.EnrolmentTokensResource;
import io.freshseal.api.computers.MembershipResource;
import io.freshseal.api.computers.RelayGroupsResource;
import io.freshseal.api.computers.SecurityUpdatesResource;
import io.freshseal.api.diagnosis.DiagnosesResource;
import io.freshseal.api.diagnosis.RepairsResource;
import io.freshseal.api.events.EventTypesResource;
import io.freshseal.api.events.EventsResource;
import io.freshseal.api.fleet.RelayBuildsResource;
import io.freshseal.api.forecast.ForecastResource;
import io.freshseal.api.relay.CacheResource;
import io.freshseal.api.relay.RelayBuildHeader;
import io.freshseal.api.relay.RelayResource;
import io.freshseal.api.relay.RelayServingResource;
import io.freshseal.api.settings.SettingsResource;
import io.freshseal.api.tasks.ScheduledTasksResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** A relay's base address, and the address of everything that every process has. */
@ApplicationPath("/api/v1")
public class RelayApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Providers.with(
        Set.of(
            RelayServingResource.class,
            RelayResource.class,
            RelayBuildHeader.class,
            CacheResource.class,
            BundlesResource.class,
            MadeBundlesResource.class,
            BundleUploadsResource.class,
            CourierResource.class,
            SettingsResource.class,
            RelayBuildsResource.class,
            EventTypesResource.class,
            EventsResource.class,
            TokensResource.class,
            EnrolmentTokensResource.class,
            ComputersResource.class,
            MembershipResource.class,
            AssignmentRulesResource.class,
            RelayGroupsResource.class,
            SecurityUpdatesResource.class,
            AlertsResource.class,
            ScheduledTasksResource.class,
            DiagnosesResource.class,
            RepairsResource.class,
            ForecastResource.class));
  }

  @Override
  public Map<String, Object> getProperties() {
    return Providers.PROPERTIES;
  }
}
