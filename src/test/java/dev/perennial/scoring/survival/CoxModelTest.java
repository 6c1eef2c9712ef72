package dev.perennial.scoring.survival;

import static dev.perennial.scoring.CaseNumbers.assertNear;
import static dev.perennial.scoring.CaseNumbers.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.SharedCases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reference case 02: Cox models of Rossi's data (R survival 3.5-3). */
class CoxModelTest {
  @Test
  void efronAgreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("02_logistic_cox_hazard_rossi.json");
    double tolerance = shared.get("tolerance").asDouble();
    CoxModel model = rossi(CoxTies.EFRON);
    JsonNode expected = shared.get("cox_efron");
    assertCoefficients(expected, model, tolerance);
    assertNear(expected.get("loglik_null"), model.nullLogLikelihood(), tolerance);
    assertNear(expected.get("concordance"), model.concordance(), tolerance);
  }

  @Test
  void breslowAgreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("02_logistic_cox_hazard_rossi.json");
    assertCoefficients(
        shared.get("cox_breslow"), rossi(CoxTies.BRESLOW), shared.get("tolerance").asDouble());
  }

  /** Two customers, the one with x = 1 lost first: the likelihood rises for ever. */
  @Test
  void whatCannotBeBoundedIsRefused() {
    List<Lifetime> two = List.of(new Lifetime(1, true), new Lifetime(2, true));
    assertRefused(two, new double[][] {{1}, {0}});
    assertRefused(two, new double[][] {{1}, {1}});
    assertRefused(two, new double[][] {{1}});
    assertRefused(two, new double[][] {{1}, {Double.NaN}});
    assertRefused(List.of(new Lifetime(1, false)), new double[][] {{1}});
  }

  /** Losses of x = 1 at 1 and 4, of x = 0 at 2 and 3: the score is 0 at one hazard ratio. */
  @Test
  void fourCustomersByHand() {
    List<Lifetime> lifetimes =
        List.of(1, 4, 2, 3).stream().map(time -> new Lifetime(time, true)).toList();
    CoxModel model = CoxModel.fit(lifetimes, new double[][] {{1}, {1}, {0}, {0}}, CoxTies.EFRON);
    double ratio = StrictMath.exp(model.coefficients().getFirst());
    assertEquals(1 - ratio / (ratio + 1), ratio / (ratio + 2) + ratio / (ratio + 1), 1e-9);
    assertEquals(-StrictMath.log(24), model.nullLogLikelihood(), 1e-12);
  }

  private static void assertRefused(List<Lifetime> lifetimes, double[][] covariates) {
    assertThrows(
        IllegalArgumentException.class, () -> CoxModel.fit(lifetimes, covariates, CoxTies.EFRON));
  }

  private static void assertCoefficients(JsonNode expected, CoxModel model, double tolerance) {
    assertNear(
        expected.get("coef"),
        model.coefficients().stream().mapToDouble(Double::doubleValue).toArray(),
        tolerance);
    assertNear(
        expected.get("se"),
        model.standardErrors().stream().mapToDouble(Double::doubleValue).toArray(),
        tolerance);
    assertNear(expected.get("loglik"), model.logLikelihood(), tolerance);
  }

  private static CoxModel rossi(CoxTies ties) throws IOException {
    List<String> lines = lines("rossi/rossi.csv");
    List<Lifetime> lifetimes = new ArrayList<>();
    List<double[]> covariates = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      double[] cells = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
      lifetimes.add(new Lifetime(cells[0], cells[1] == 1));
      covariates.add(Arrays.copyOfRange(cells, 2, cells.length));
    }
    return CoxModel.fit(lifetimes, covariates.toArray(double[][]::new), ties);
  }
}
