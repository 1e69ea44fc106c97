package io.freshseal;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.ANNOTATIONS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.ejb.Timeout;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;

/** The walls of the house (docs/adr/0001). */
@AnalyzeClasses(packages = "io.freshseal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] CONTAINER = {
    "jakarta.ejb..",
    "jakarta.enterprise..",
    "jakarta.inject..",
    "jakarta.transaction..",
    "jakarta.ws.rs..",
    "jakarta.faces..",
    "jakarta.servlet..",
    "jakarta.security..",
    "org.eclipse.microprofile.."
  };

  private static final DescribedPredicate<JavaClass> MAPPING =
      resideInAPackage("jakarta.persistence..")
          .and(ANNOTATIONS.or(assignableTo(Enum.class)).or(simpleName("AttributeConverter")))
          .as("what maps a class to a table");

  @ArchTest
  static final ArchRule features_haveNoCycles =
      slices().matching("io.freshseal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule entities_knowNoContainer =
      noClasses()
          .that()
          .resideInAPackage("..entity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CONTAINER);

  @ArchTest
  static final ArchRule entities_knowNeitherProceduresNorBoundaries =
      noClasses()
          .that()
          .resideInAPackage("..entity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.freshseal..control..", "io.freshseal..boundary..");

  @ArchTest
  static final ArchRule procedures_knowNoBoundaryAndNoWeb =
      noClasses()
          .that()
          .resideInAPackage("..control..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.freshseal..boundary..",
              "jakarta.ejb..",
              "jakarta.ws.rs..",
              "jakarta.faces..",
              "jakarta.servlet..");

  @ArchTest
  static final ArchRule bouncyCastle_isInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.freshseal.trust.control.cms..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule beans_areBoundaries =
      noClasses()
          .that()
          .resideOutsideOfPackage("..boundary..")
          .should()
          .beAnnotatedWith(Stateless.class)
          .orShould()
          .beAnnotatedWith(Singleton.class);

  @ArchTest
  static final ArchRule timers_areStartedByCodeNotByAnnotation =
      noClasses().should().dependOnClassesThat().areAssignableTo(Schedule.class);

  @ArchTest
  static final ArchRule time_comesFromTheInjectedClock =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.freshseal.shared.control.ClockProducer")
          .and()
          .resideOutsideOfPackage("io.freshseal.agent.boundary..")
          .should()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule time_isNeverReadPastTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callConstructor(Date.class);

  @ArchTest
  static final ArchRule theAgent_reachesNoServer =
      classes()
          .that()
          .resideInAPackage("io.freshseal.agent..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "picocli..",
              "jakarta.json..",
              "io.freshseal.agent..",
              "io.freshseal.bundle.control..",
              "io.freshseal.bundle.entity..",
              "io.freshseal.replication.control..",
              "io.freshseal.replication.entity..",
              "io.freshseal.vault..",
              "io.freshseal.trust..",
              "io.freshseal.catalog..",
              "io.freshseal.fleet.entity..",
              "io.freshseal.member..",
              "io.freshseal.events.control..",
              "io.freshseal.events.entity..",
              "io.freshseal.shared..");

  // What the agent reaches by way of others: annotations that are not on its class path do no harm,
  // anything else of a server would be missing at run time.
  @ArchTest
  static final ArchRule theAgent_reachesNoServerByWayOfOthers =
      noClasses()
          .that()
          .resideInAPackage("io.freshseal.agent..")
          .should()
          .transitivelyDependOnClassesThat(
              resideInAnyPackage(
                      "jakarta.ejb..",
                      "jakarta.enterprise..",
                      "jakarta.inject..",
                      "jakarta.transaction..",
                      "jakarta.persistence..",
                      "org.eclipse.microprofile..",
                      "io.freshseal.settings..",
                      "io.freshseal.events.boundary..")
                  .and(not(MAPPING)));

  @ArchTest
  static final ArchRule entities_mapThemselvesAndNoMore =
      noClasses()
          .that()
          .resideInAPackage("..entity..")
          .should()
          .dependOnClassesThat(resideInAPackage("jakarta.persistence..").and(not(MAPPING)));

  @ArchTest
  static final ArchRule rows_areEntities =
      classes().that().areAnnotatedWith(Entity.class).should().resideInAPackage("..entity..");

  @ArchTest
  static final ArchRule timers_sayTheyAre =
      methods()
          .that()
          .areAnnotatedWith(Timeout.class)
          .should()
          .beDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Timer");

  @ArchTest static final ArchRule faults_haveNames = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
}
