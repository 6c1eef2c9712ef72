package dev.perennial.scoring.survival;

import static dev.perennial.scoring.CaseNumbers.assertNear;
import static dev.perennial.scoring.CaseNumbers.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.SharedCases;
import dev.perennial.scoring.numeric.Confidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Reference case 01 (R survival 3.5-3) and the person-periods of case 02. */
class KaplanMeierCaseTest {
  private static final Confidence LEVEL = Confidence.NINETY_FIVE;

  /** Freireich et al. 1963, 6-MP: S(6) = 18/21, S(23) = .4482, as in Kalbfleisch and Prentice. */
  @Test
  void remissionTimes() {
    KaplanMeier curve = KaplanMeier.of(SurvivalPropertyTest.SIX_MP, LEVEL);
    assertEquals(18.0 / 21, curve.survivalAt(6), 1e-12);
    assertEquals(0.4482, curve.survivalAt(23), 5e-5);
    assertEquals(23, curve.median().orElseThrow());
  }

  @Test
  void curveAgreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("01_kaplan_meier.json");
    JsonNode expected = shared.get("expected");
    double tolerance = shared.get("tolerance").asDouble();
    KaplanMeier curve = KaplanMeier.of(lifetimes(shared.get("input"), ""), LEVEL);
    assertNear(expected.get("time"), column(curve, SurvivalPoint::time), tolerance);
    assertNear(expected.get("n_risk"), column(curve, SurvivalPoint::atRisk), tolerance);
    assertNear(expected.get("n_event"), column(curve, SurvivalPoint::events), tolerance);
    assertNear(expected.get("surv"), column(curve, SurvivalPoint::survival), tolerance);
    assertNear(expected.get("se_greenwood"), column(curve, SurvivalPoint::standardError), tolerance);
    assertNear(expected.get("lower_loglog"), column(curve, point -> point.logLog().lower()), tolerance);
    assertNear(expected.get("upper_loglog"), column(curve, point -> point.logLog().upper()), tolerance);
    assertNear(expected.get("lower_log"), column(curve, point -> point.log().lower()), tolerance);
    assertNear(expected.get("upper_log"), column(curve, point -> point.log().upper()), tolerance);
    assertNear(expected.get("median"), curve.median().orElseThrow(), tolerance);
    assertNear(expected.get("q25"), curve.quantile(0.25).orElseThrow(), tolerance);
    assertNear(expected.get("rmst_36"), curve.restrictedMean(36).value(), tolerance);
    assertNear(expected.get("rmst_36_se"), curve.restrictedMean(36).standardError(), tolerance);
    LogRank test =
        LogRank.test(List.of(lifetimes(shared.get("input"), "A"), lifetimes(shared.get("input"), "B")));
    assertNear(expected.get("logrank_chisq"), test.test().statistic(), tolerance);
    assertNear(expected.get("logrank_p"), test.test().pValue(), tolerance);
  }

  @Test
  void rossiAgreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("01_kaplan_meier.json");
    JsonNode expected = shared.get("rossi");
    double tolerance = shared.get("tolerance").asDouble();
    KaplanMeier curve = KaplanMeier.of(rossi(""), LEVEL);
    for (int index = 0; index < expected.get("times").size(); index++) {
      double time = expected.get("times").get(index).asDouble();
      SurvivalPoint point =
          curve.points().stream().filter(one -> one.time() <= time).reduce((a, b) -> b).orElseThrow();
      assertNear(expected.get("surv").get(index), curve.survivalAt(time), tolerance);
      assertNear(expected.get("se").get(index), point.standardError(), tolerance);
      assertNear(expected.get("lower_loglog").get(index), point.logLog().lower(), tolerance);
      assertNear(expected.get("upper_loglog").get(index), point.logLog().upper(), tolerance);
    }
    LogRank test = LogRank.test(List.of(rossi("0"), rossi("1")));
    assertNear(expected.get("logrank_fin_chisq"), test.test().statistic(), tolerance);
    assertNear(expected.get("logrank_fin_p"), test.test().pValue(), tolerance);
  }

  @Test
  void personPeriodsAgreeWithTheSharedCase() throws IOException {
    JsonNode expected =
        SharedCases.read("02_logistic_cox_hazard_rossi.json").get("discrete_hazard_logit");
    List<Lifetime> lifetimes = rossi("");
    List<PersonPeriod> rows = PersonPeriods.expand(lifetimes, 13);
    assertEquals(expected.get("person_period_rows").asInt(), rows.size());
    assertEquals(expected.get("events").asInt(), rows.stream().filter(PersonPeriod::ended).count());
    HazardTable table = HazardTable.of(rows, LEVEL);
    KaplanMeier curve = KaplanMeier.of(lifetimes, LEVEL);
    for (HazardRow row : table.rows()) {
      // Nobody is censored before the end, so that the life table and the curve agree.
      assertEquals(curve.survivalAt(13.0 * row.period()), row.survival(), 1e-12);
    }
  }

  private static double[] column(KaplanMeier curve, ToDoubleFunction<SurvivalPoint> column) {
    return curve.points().stream().mapToDouble(column).toArray();
  }

  private static List<Lifetime> lifetimes(JsonNode input, String group) {
    return StreamSupport.stream(input.spliterator(), false)
        .filter(row -> group.isEmpty() || row.get("group").asText().equals(group))
        .map(row -> new Lifetime(row.get("time").asDouble(), row.get("event").asInt() == 1))
        .toList();
  }

  private static List<Lifetime> rossi(String aid) throws IOException {
    List<Lifetime> lifetimes = new ArrayList<>();
    for (String line : lines("rossi/rossi.csv").subList(1, 433)) {
      String[] cells = line.split(",");
      if (aid.isEmpty() || aid.equals(cells[2])) {
        lifetimes.add(new Lifetime(Double.parseDouble(cells[0]), "1".equals(cells[1])));
      }
    }
    return lifetimes;
  }
}
