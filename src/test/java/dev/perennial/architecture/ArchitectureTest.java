package dev.perennial.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.http.Idempotent;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.Entity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The plan of the house: who may use whom, and the promises every endpoint keeps. */
class ArchitectureTest {
  private static final Set<String> FOUNDATION =
      Set.of("kernel", "scoring", "finance", "platform", "tenant", "eventlog", "editing", "currency", "history", "fact");

  /** Each feature and the features it may use, beside the foundation. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("kernel", Set.of()),
          Map.entry("scoring", Set.of()),
          Map.entry("finance", Set.of()),
          Map.entry("platform", Set.of("kernel")),
          Map.entry("tenant", Set.of("kernel", "platform")),
          Map.entry("eventlog", Set.of("kernel", "platform", "tenant")),
          Map.entry("currency", Set.of("kernel", "platform", "tenant")),
          Map.entry("editing", Set.of("kernel", "platform", "tenant", "eventlog")),
          Map.entry("history", Set.of("kernel", "platform", "tenant", "editing")),
          Map.entry("fact", Set.of("kernel", "platform", "tenant", "editing")),
          Map.entry("user", Set.of()),
          Map.entry("customer", Set.of("user")),
          Map.entry("product", Set.of()),
          Map.entry("privacy", Set.of()),
          Map.entry("contract", Set.of("customer", "product")),
          Map.entry("renewal", Set.of("customer", "contract")),
          Map.entry("coterm", Set.of("contract")),
          Map.entry("signal", Set.of("customer")),
          Map.entry("triggerevent", Set.of("customer", "signal")),
          Map.entry("detection", Set.of("customer", "signal", "triggerevent")),
          Map.entry("engagement", Set.of("customer", "signal")),
          Map.entry("survey", Set.of("customer", "signal")),
          Map.entry("feedback", Set.of("customer", "signal")),
          Map.entry("ticket", Set.of("customer", "signal")),
          Map.entry("mention", Set.of("customer", "signal")),
          Map.entry("signaltype", Set.of("signal")),
          Map.entry("adoption", Set.of("customer", "signal")),
          Map.entry("utilisation", Set.of("customer", "contract", "signal")),
          Map.entry("stagnation", Set.of("customer", "signal", "adoption")),
          Map.entry("noveluse", Set.of("customer", "signal")),
          Map.entry("successmetric", Set.of("customer", "signal")),
          Map.entry("criterion", Set.of("customer")),
          Map.entry("valuesummary", Set.of("customer", "signal", "ticket", "mention", "successmetric", "criterion")),
          Map.entry("merge", Set.of("customer", "contract", "renewal", "signal")),
          Map.entry("timeline", Set.of("customer", "signal", "triggerevent")),
          Map.entry("risk", Set.of("customer", "contract", "renewal", "signal")),
          Map.entry("learning", Set.of("renewal", "risk")),
          Map.entry("modelcard", Set.of("risk", "learning")),
          Map.entry("programme", Set.of("customer", "renewal")),
          Map.entry("analysis", Set.of("customer", "contract", "renewal", "signal", "detection", "risk", "learning")),
          Map.entry("catalogue", Set.of("customer", "contract", "renewal", "signal", "risk")),
          Map.entry(
              "importing",
              Set.of(
                  "user", "customer", "product", "contract", "renewal", "signal", "triggerevent", "successmetric", "criterion",
                  "feedback", "utilisation", "merge", "coterm")),
          Map.entry(
              "demo",
              Set.of(
                  "user", "customer", "product", "contract", "coterm", "renewal", "signal", "triggerevent", "detection",
                  "successmetric", "criterion", "feedback", "adoption", "utilisation", "risk", "learning", "analysis", "programme",
                  "importing", "privacy")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.perennial");

  @Test
  void featuresUseOnlyWhatStandsBeforeThem() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass from : CLASSES) {
      String feature = feature(from);
      if (feature.isEmpty()) {
        continue; // the entry point may see everything
      }
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith("dev.perennial"))
          .filter(target -> !mayUse(feature, feature(target)))
          .forEach(target -> wrong.add(from.getName() + " uses " + target.getName()));
    }
    assertEquals(Set.of(), wrong);
  }

  /** The packaged service is searched for tests by their names. */
  @Test
  void noClassOfTheServiceIsNamedLikeATest() {
    assertEquals(
        List.of(),
        CLASSES.stream().map(JavaClass::getSimpleName).filter(name -> name.matches(".*(Test|Bench|IT)")).sorted().toList());
  }

  private static boolean mayUse(String feature, String target) {
    Set<String> allowed = MAY_USE.get(feature);
    if (allowed == null) {
      throw new AssertionError("the package " + feature + " is not in the plan");
    }
    return target.equals(feature)
        || allowed.contains(target)
        || !FOUNDATION.contains(feature) && FOUNDATION.contains(target);
  }

  private static String feature(JavaClass type) {
    String rest = type.getPackageName().substring("dev.perennial".length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
  }

  @Test
  void thePureModulesKnowNoFramework() {
    classes()
        .that()
        .resideInAnyPackage("dev.perennial.scoring..", "dev.perennial.finance..", "dev.perennial.kernel..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "org.apache.commons.statistics..", "org.apache.commons.numbers..",
            "org.apache.commons.rng..", "dev.perennial.scoring..", "dev.perennial.finance..", "dev.perennial.kernel..")
        .because("a statistician must be able to read and replay them without the service")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyEndpointSaysWhoMayCallIt() {
    methods()
        .that(are(GET.class, POST.class, PUT.class, PATCH.class))
        .should(have(RequiresScope.class, PermitAll.class))
        .because("what names no scope is denied, and would only be noticed by its users")
        .check(CLASSES);
  }

  @Test
  void everyPostHonoursItsIdempotencyKey() {
    methods()
        .that(are(POST.class))
        .should(have(Idempotent.class))
        .because("a client that repeats a request after a time-out must not act twice")
        .check(CLASSES);
  }

  /** The router looks for the class by its longest path first, and begins anew when it has no such method. */
  @Test
  void pathsOfClassesHaveNoParameters() {
    noClasses()
        .should()
        .beAnnotatedWith(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "a @Path with a parameter",
                annotation ->
                    annotation.getRawType().getName().equals(Path.class.getName())
                        && annotation.get("value").map(String::valueOf).orElse("").contains("{")))
        .because("a request that also matches such a path is routed twice, which cost a tenth of the read of a customer")
        .check(CLASSES);
  }

  /** See BodyCheck: Bean Validation reads every annotation of a class that has a constraint on a parameter. */
  @Test
  void resourcesLeaveConstraintsToTheirBodies() {
    noClasses()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.validation..")
        .because("one constraint on a resource costs every start the reading of all its annotations")
        .check(CLASSES);
  }

  @Test
  void entitiesStayAtHome() {
    classes()
        .that()
        .areAnnotatedWith(Entity.class)
        .should()
        .notBePublic()
        .because("requests and answers are records; entities never leave their package")
        .check(CLASSES);
  }

  @Test
  void timeAndChanceHaveOneSource() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.perennial.platform.time..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .because("tests set the clock, and a replay must give the same answer")
        .check(CLASSES);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaMethod> are(Class<?>... annotations) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "endpoints", method -> annotated(method, annotations));
  }

  private static ArchCondition<JavaMethod> have(Class<?>... annotations) {
    return new ArchCondition<>("carry one of " + Set.of(annotations)) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        if (!annotated(method, annotations)) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName()));
        }
      }
    };
  }

  private static boolean annotated(JavaMethod method, Class<?>... annotations) {
    for (Class<?> annotation : annotations) {
      if (method.isAnnotatedWith(annotation.getName())) {
        return true;
      }
    }
    return false;
  }
}
