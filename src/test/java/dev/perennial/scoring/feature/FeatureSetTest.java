package dev.perennial.scoring.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureSetTest {
  private static final FeatureDefinition GOOD =
      Features.of("logins", FeatureGroup.USAGE, Measure.COUNT).kind("USAGE").window(30).build();

  @Test
  void findsFeaturesByCode() {
    FeatureDefinition other =
        Features.of("open", FeatureGroup.SUPPORT, Measure.TICKETS_OPEN).build();
    FeatureSet set = new FeatureSet("mine", 1, List.of(GOOD, other));
    assertEquals(1, set.indexOf("open"));
    assertEquals(-1, set.indexOf("closed"));
    assertEquals("TICKET", other.effectiveSignalKind());
    assertEquals("USAGE", GOOD.effectiveSignalKind());
  }

  @Test
  void namesEveryProblemWithPointerAndCode() {
    List<DefinitionProblem> problems =
        FeatureSet.problems(
            "mine",
            1,
            List.of(
                GOOD,
                GOOD,
                Features.of("count", FeatureGroup.USAGE, Measure.COUNT).halfLife(7).build(),
                Features.of("Tier", FeatureGroup.USAGE, Measure.TIER)
                    .type(FeatureType.NUMERIC)
                    .levels(Arrays.asList("A", "A", null))
                    .build()));
    assertEquals(
        List.of(
            "/features/1/code (logins)",
            "/features/2/signalKind (count)",
            "/features/2/windowDays (count)",
            "/features/2/halfLifeDays (count)",
            "/features/3/code (Tier)",
            "/features/3/type (Tier)",
            "/features/3/group (Tier)",
            "/features/3/levels/1 (Tier)",
            "/features/3/levels/2 (Tier)"),
        problems.stream().map(problem -> problem.toString().split(": ")[0]).toList());
    assertTrue(problems.get(1).reason().contains("required by measure COUNT"));
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertProblem(
        "/features/0/windowDays",
        Features.of("a", FeatureGroup.USAGE, Measure.COUNT).kind("USAGE").window(0).build());
    assertProblem(
        "/features/0/signalKind",
        Features.of("a", FeatureGroup.USAGE, Measure.COUNT).kind("usage").window(1).build());
    assertProblem(
        "/features/0/direction",
        Features.of("a", FeatureGroup.USAGE, Measure.COUNT)
            .kind("USAGE")
            .window(1)
            .direction(Direction.INBOUND)
            .build());
    assertProblem(
        "/features/0/minimumSeverity",
        Features.of("a", FeatureGroup.SUPPORT, Measure.TICKETS_OPEN_SEVERE).severity(5).build());
    assertProblem(
        "/features/0/signalType",
        Features.of("a", FeatureGroup.SENTIMENT, Measure.SURVEY_LAST).signalType(" ").build());
    assertProblem(
        "/features/0/measure",
        Features.of("a", FeatureGroup.USAGE, null).type(FeatureType.NUMERIC).build());
  }

  @Test
  void refusesNoneTooManyNullsAndBadHeads() {
    List<FeatureDefinition> many =
        IntStream.rangeClosed(0, FeatureSet.MAXIMUM_FEATURES)
            .mapToObj(index -> Features.of("f" + index, FeatureGroup.CONTRACT, Measure.LINE_COUNT))
            .map(Features::build)
            .toList();
    assertEquals("/features", FeatureSet.problems("a", 1, many).getFirst().pointer());
    assertEquals("/features", FeatureSet.problems("a", 1, List.of()).getFirst().pointer());
    assertEquals("/code", FeatureSet.problems("A b", 1, List.of(GOOD)).getFirst().pointer());
    assertEquals("/version", FeatureSet.problems("a", 0, List.of(GOOD)).getFirst().pointer());
    assertEquals(
        "/features/0",
        FeatureSet.problems("a", 1, Collections.singletonList(null)).getFirst().pointer());
    InvalidFeatureSetException thrown =
        assertThrows(InvalidFeatureSetException.class, () -> new FeatureSet("a", 0, List.of()));
    assertEquals(2, thrown.problems().size());
  }

  /** Stating exactly what a measure requires is valid; leaving any of it out is not. */
  @ParameterizedTest
  @EnumSource(Measure.class)
  void measureNeedsWhatItRequiresAndNoMore(Measure measure) {
    List<FeatureParameter> required = new ArrayList<>();
    for (FeatureParameter parameter : FeatureParameter.values()) {
      if (measure.requires(parameter)) {
        required.add(parameter);
      }
    }
    assertEquals(List.of(), problemsWith(measure, required));
    for (FeatureParameter left : required) {
      List<FeatureParameter> fewer = new ArrayList<>(required);
      fewer.remove(left);
      assertEquals(
          List.of("/features/0/" + left.field()),
          problemsWith(measure, fewer).stream().map(DefinitionProblem::pointer).toList());
    }
  }

  private static List<DefinitionProblem> problemsWith(
      Measure measure, List<FeatureParameter> stated) {
    Features features = Features.of("a", FeatureGroup.CUSTOMER, measure);
    for (FeatureParameter parameter : stated) {
      switch (parameter) {
        case SIGNAL_KIND -> features.kind("METRIC");
        case SIGNAL_TYPE -> features.signalType("nps");
        case DIRECTION -> features.direction(Direction.INBOUND);
        case MINIMUM_SEVERITY -> features.severity(3);
        case WINDOW_DAYS -> features.window(30);
        case HALF_LIFE_DAYS -> features.halfLife(14);
        case ATTRIBUTE -> features.attribute("seats");
        case ATTRIBUTE_VALUE -> features.attributeValue("trial");
        case LEVELS -> features.levels(List.of("A"));
      }
    }
    return FeatureSet.problems("a", 1, List.of(features.build()));
  }

  private static void assertProblem(String pointer, FeatureDefinition definition) {
    assertEquals(
        List.of(pointer),
        FeatureSet.problems("a", 1, List.of(definition)).stream()
            .map(DefinitionProblem::pointer)
            .toList());
  }
}
