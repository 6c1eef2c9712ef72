package dev.perennial.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perennial.scoring.evaluate.Accuracy;
import dev.perennial.scoring.evaluate.Calibration;
import dev.perennial.scoring.evaluate.Ranking;
import dev.perennial.scoring.model.Logistic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The accuracy to reach, seen over HTTP and nothing else: files imported, models trained, scores read. One fold of five unless
 * {@code -Dperennial.folds=5} says otherwise.
 */
@QuarkusTest
class AccuracyTest extends LearningApiTest {
  private static final int FOLDS = Integer.getInteger("perennial.folds", 1);
  private static final Path SYNTH = Path.of("src", "docs", "imports", "synth");

  /** Files take longer than what other tests wait for. */
  @Override
  protected JsonPath finished(String job) {
    for (int i = 0; i < 6_000; i++) {
      JsonPath state = as(tenant.apiKey()).get("/v1/jobs/" + job).then().statusCode(200).extract().jsonPath(PRECISE);
      if (!List.of("QUEUED", "RUNNING").contains(state.getString("state"))) {
        assertEquals("SUCCEEDED", state.getString("state"), state.prettify());
        return state;
      }
      LockSupport.parkNanos(200_000_000);
    }
    throw new IllegalStateException("the job does not end");
  }

  private static Path data(String name) {
    Path folder = Path.of(System.getProperty("perennial.shared", "../shared"), "data", name);
    assumeTrue(
        Files.isDirectory(folder), () -> folder + " is absent: point -Dperennial.shared at the folder with the data");
    return folder;
  }

  /** Rows of a file without line breaks in cells, by column. */
  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] header = lines.getFirst().replace("\uFEFF", "").replace("\"", "").split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.replace("\"", "").split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int cell = 0; cell < header.length; cell++) {
        row.put(header[cell], cells[cell]);
      }
      rows.add(row);
    }
    return rows;
  }

  private void load(String resource, String mapping, Path file) throws IOException {
    String job =
        as(tenant.apiKey())
            .contentType("text/csv")
            .queryParam("resource", resource)
            .queryParam("options", mapping)
            .body(Files.readAllBytes(file))
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    JsonPath ended = finished(job);
    System.out.println(resource + " of " + file.getFileName() + ": " + ended.getString("counts"));
  }

  /** Customers with the file's columns as attributes, a contract each that ended, and how that was decided. */
  private void importTable(Path file, String id, String outcome, String lost, String renewed, List<String> columns)
      throws IOException {
    StringBuilder attributes = new StringBuilder();
    columns.forEach(column -> attributes.append(", \"%s\": \"attributes.%s\"".formatted(column, column)));
    boolean named = !id.contains("#");
    String key = named ? "\"columns\": {\"%s\": [\"externalId\", \"name\"]%s}".formatted(id, attributes)
        : "\"columns\": {%s}, \"templates\": {\"externalId\": \"%s\", \"name\": \"%s\"}".formatted(attributes.substring(1), id, id);
    load("customers", "{\"source\": \"t\", " + key + "}", file);
    load(
        "products",
        "{\"source\": \"t\", \"columns\": {\"%s\": \"name\"}, \"constants\": {\"externalId\": \"p\", \"code\": \"P\", \"name\": \"P\"}}"
            .formatted(outcome).replace("\"columns\": {\"" + outcome + "\": \"name\"}, ", ""),
        file);
    String contract = named ? "\"columns\": {\"%s\": [\"externalId\", \"number\", \"customerId.externalId\"]}".formatted(id)
        : "\"templates\": {\"externalId\": \"%s\", \"number\": \"%s\", \"customerId.externalId\": \"%s\"}".formatted(id, id, id);
    load(
        "contracts",
        "{\"source\": \"t\", "
            + contract
            + ", \"constants\": {\"startDate\": \"2024-10-01\", \"endDate\": \"2025-09-30\", \"lines.0.unitPrice\": \"100\","
            + " \"lines.0.productId.externalId\": \"p\", \"lines.0.amountPeriod\": \"MONTH\"}}",
        file);
    String decided = named ? "\"%s\": \"contract.externalId\", ".formatted(id) : "";
    String template = named ? "" : "\"templates\": {\"contract.externalId\": \"%s\"}, ".formatted(id);
    load(
        "renewals",
        "{\"source\": \"t\", "
            + template
            + "\"columns\": {%s\"%s\": \"outcome\"}, \"values\": {\"outcome\": {\"%s\": \"NOT_RENEWED\", \"%s\": \"RENEWED\"}},"
                .formatted(decided, outcome, lost, renewed)
            + " \"constants\": {\"dueDate\": \"2025-09-30\", \"decidedDate\": \"2025-09-30\"}}",
        file);
  }

  /** Numbers where every value is one, else levels. */
  private static List<Map<String, Object>> features(List<Map<String, String>> rows, List<String> columns) {
    List<Map<String, Object>> features = new ArrayList<>();
    for (String column : columns) {
      TreeSet<String> values = new TreeSet<>();
      rows.forEach(row -> values.add(row.get(column).strip()));
      values.remove("");
      boolean numeric = values.stream().allMatch(value -> value.matches("-?\\d+(\\.\\d+)?"));
      Map<String, Object> feature =
          new HashMap<>(
              Map.of(
                  "code", column.toLowerCase(), "label", column, "group", "CUSTOMER", "attribute", column, "type",
                  numeric ? "NUMERIC" : "CATEGORICAL", "measure", numeric ? "ATTRIBUTE_NUMBER" : "ATTRIBUTE_TEXT"));
      if (!numeric) {
        boolean truth = values.stream().allMatch(value -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"));
        feature.put("levels", values.stream().map(value -> truth ? value.toLowerCase() : value).toList());
      }
      features.add(feature);
    }
    return features;
  }

  private static List<Map<String, String>> references(List<String> ids) {
    return ids.stream().map(id -> Map.of("source", "t", "externalId", id)).toList();
  }

  /** Scores of a run by customer. */
  private Map<String, Double> scoresOf(String runId, String by) {
    Map<String, Double> scores = new HashMap<>();
    String next = "/v1/risk-scores?limit=200&runId=" + runId;
    while (next != null) {
      JsonPath page = as(tenant.apiKey()).get(next).then().statusCode(200).extract().jsonPath(PRECISE);
      List<String> ids = page.getList("items." + by);
      List<Number> probabilities = page.getList("items.probability");
      for (int i = 0; i < ids.size(); i++) {
        scores.put(ids.get(i), probabilities.get(i).doubleValue());
      }
      String cursor = page.getString("nextCursor");
      next = cursor == null ? null : "/v1/risk-scores?limit=200&runId=" + runId + "&cursor=" + cursor;
    }
    return scores;
  }

  /** Our ids by external id. */
  private Map<String, String> idsOf(String resource) {
    Map<String, String> ids = new HashMap<>();
    String next = "/v1/" + resource + "?limit=200";
    while (next != null) {
      JsonPath page = as(tenant.apiKey()).get(next).then().statusCode(200).extract().jsonPath();
      List<Map<String, Object>> items = page.getList("items");
      for (Map<String, Object> item : items) {
        List<Map<String, String>> external = (List<Map<String, String>>) item.get("externalIds");
        ids.put(external.getFirst().get("externalId"), (String) item.get("id"));
      }
      String cursor = page.getString("nextCursor");
      next = cursor == null ? null : "/v1/" + resource + "?limit=200&cursor=" + cursor;
    }
    return ids;
  }

  private record Quality(double auc, double logLoss) {
    static Quality of(List<Double> probabilities, List<Boolean> lost) {
      double[] logOdds = probabilities.stream().mapToDouble(Logistic::logOdds).toArray();
      boolean[] outcomes = new boolean[lost.size()];
      for (int i = 0; i < outcomes.length; i++) {
        outcomes[i] = lost.get(i);
      }
      return new Quality(Ranking.auc(logOdds, outcomes).estimate(), Accuracy.logLoss(logOdds, outcomes));
    }
  }

  /** Trains on the other folds and scores each, all by HTTP; the mean over the folds. */
  private Quality folds(String kind, String set, List<Map<String, String>> folds, int offset) {
    Map<String, String> customers = idsOf("customers");
    double auc = 0;
    double logLoss = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      String tested = String.valueOf(fold);
      List<String> train = new ArrayList<>();
      List<String> test = new ArrayList<>();
      List<Boolean> lost = new ArrayList<>();
      for (Map<String, String> row : folds) {
        String id = offset == 0 ? row.get("id") : String.valueOf(Integer.parseInt(row.get("id")) + offset);
        if (row.get("fold").equals(tested)) {
          test.add(id);
          lost.add(row.get("y").equals("1"));
        } else {
          train.add(id);
        }
      }
      long start = System.nanoTime();
      String model = draft(kind, set, Map.of());
      JsonPath trained = trained(model, Map.of("sample", Map.of("customers", references(train))));
      assertEquals("TRAINED", trained.getString("training.outcome"), trained.prettify());
      assertEquals(train.size(), trained.getInt("training.rows"));
      double seconds = (System.nanoTime() - start) / 1e9;
      JsonPath run = run(Map.of("modelId", model, "leadDays", 60, "customers", references(test)));
      Map<String, Double> scores = scoresOf(run.getString("result.runId"), "customerId");
      Quality quality = Quality.of(test.stream().map(id -> scores.get(customers.get(id))).toList(), lost);
      System.out.printf("%s fold %d: AUC %.4f, log loss %.4f, trained in %.1f s%n", kind, fold, quality.auc, quality.logLoss, seconds);
      auc += quality.auc / FOLDS;
      logLoss += quality.logLoss / FOLDS;
    }
    System.out.printf("%s mean of %d: AUC %.4f, log loss %.4f%n", kind, FOLDS, auc, logLoss);
    return new Quality(auc, logLoss);
  }

  /** One fold says less than five: its own chance is allowed for. */
  private static double slack() {
    return FOLDS == 5 ? 0 : 0.02;
  }

  @Test
  void telco() throws IOException {
    Path file = data("telco").resolve("Telco-Customer-Churn.csv");
    List<Map<String, String>> rows = rows(file);
    List<String> columns = new ArrayList<>(rows.getFirst().keySet());
    columns.removeAll(List.of("customerID", "Churn"));
    columns.sort(null);
    importTable(file, "customerID", "Churn", "Yes", "No", columns);
    String set = featureSet(features(rows, columns));
    List<Map<String, String>> folds = rows(data("folds").resolve("telco_folds.csv"));
    Quality shapes = folds("ADDITIVE", set, folds, 0);
    assertTrue(shapes.auc >= 0.842 - slack(), shapes.toString());
    assertTrue(shapes.logLoss <= 0.418 + slack(), shapes.toString());
    Quality lines = folds("LOGISTIC", set, folds, 0);
    assertTrue(lines.auc >= 0.842 - slack(), lines.toString());
  }

  @Test
  void phoneCustomers() throws IOException {
    Path file = data("mlc_churn").resolve("mlc_churn.csv");
    List<Map<String, String>> rows = rows(file);
    List<String> columns = new ArrayList<>(rows.getFirst().keySet());
    columns.remove("churn");
    columns.sort(null);
    importTable(file, "{#line}", "churn", "yes", "no", columns);
    String set = featureSet(features(rows, columns));
    Quality shapes = folds("ADDITIVE", set, rows(data("folds").resolve("mlc_churn_folds.csv")), 1);
    assertTrue(shapes.auc >= 0.915 - slack(), shapes.toString());
  }

  @Test
  void noiseIsCalledNoise() throws IOException {
    Path file = data("ravenstack").resolve("ravenstack_accounts.csv");
    List<Map<String, String>> rows = rows(file);
    List<String> columns = List.of("country", "industry", "is_trial", "plan_tier", "referral_source", "seats");
    importTable(file, "account_id", "churn_flag", "TRUE", "FALSE", columns);
    String set = featureSet(features(rows, columns));
    for (String kind : List.of("LOGISTIC", "ADDITIVE")) {
      JsonPath trained = trained(draft(kind, set, Map.of()), Map.of());
      System.out.println(kind + ": " + trained.getString("training.reason"));
      assertEquals("NO_USABLE_SIGNAL", trained.getString("training.outcome"), trained.prettify());
      assertEquals("BASE_RATE", trained.getString("training.scoresWith"));
      assertTrue(trained.getString("training.reason").startsWith("no usable signal"));
    }
  }

  private static Map<String, Object> signal(String code, String group, String measure, String kind, String type, Integer days) {
    Map<String, Object> feature =
        new HashMap<>(Map.of("code", code, "label", code, "group", group, "type", "NUMERIC", "measure", measure, "signalKind", kind));
    if (type != null) {
      feature.put("signalType", type);
    }
    if (days != null) {
      feature.put("windowDays", days);
    }
    return feature;
  }

  private static Map<String, Object> happened(String code, String type) {
    Map<String, Object> feature = signal(code, "RELATIONSHIP", "OCCURRED", "EVENT", type, 180);
    feature.put("type", "BOOLEAN");
    return feature;
  }

  /** An assignment is a fact of its programme's arm. */
  private static final String ARMS =
      """
      {"source":"synth","columns":{"customer_id":"customer.externalId","assigned_at":["occurredAt","knownAt"]},
       "constants":{"kind":"EVENT"},
       "templates":{"type":"{programme}.{arm}","sourceId":"arm/{programme}/{customer_id}/{renewal_date}"}}""";

  @Test
  void generatedRenewals() throws IOException {
    Path data = data("synth_renewals");
    clock.set(Instant.parse("2026-11-01T12:00:00Z"));
    for (String[] step :
        new String[][] {
          {"customers", "customers", "customers"}, {"products", "products", "customers"},
          {"contracts", "contracts", "renewals"}, {"renewals", "renewals", "renewals"}, {"signals", "events", "events"},
          {"signals", "metrics", "metrics"}, {"signals", "nps", "nps"}, {"signals", "tickets-opened", "tickets"},
          {"signals", "tickets-closed", "tickets"}
        }) {
      load(step[0], Files.readString(SYNTH.resolve(step[1] + ".json")), data.resolve(step[2] + ".csv"));
    }
    load("signals", ARMS, data.resolve("programme_assignments.csv"));
    List<Map<String, Object>> features = new ArrayList<>();
    TreeSet<String> types = new TreeSet<>();
    rows(data.resolve("events.csv")).forEach(row -> types.add(row.get("event_type")));
    types.remove("customer_contact");
    types.forEach(type -> features.add(happened(type, type)));
    features.add(signal("contacts", "RELATIONSHIP", "COUNT", "INTERACTION", null, 90));
    features.add(signal("days_since_contact", "RELATIONSHIP", "DAYS_SINCE", "INTERACTION", null, null));
    features.getLast().put("direction", "INBOUND");
    // Who was offered what is known when it is offered: each programme's treatment and control, as a person who runs them has it.
    for (String arm : List.of("success_review_2025.treatment", "success_review_2025.control", "discount_offer_nonrandom.treatment")) {
      features.add(happened(arm.replace('.', '_'), arm));
    }
    features.add(signal("logins", "USAGE", "MEAN", "USAGE", "logins", 90));
    features.add(signal("logins_trend", "USAGE", "TREND", "USAGE", "logins", 90));
    features.add(signal("attainment", "VALUE", "LAST", "METRIC", "success_goal_attainment_pct", 365));
    features.add(signal("severe_tickets", "SUPPORT", "COUNT", "TICKET", null, 180));
    features.getLast().put("minimumSeverity", 3);
    features.add(
        new HashMap<>(
            Map.of(
                "code", "nps", "label", "NPS", "group", "SENTIMENT", "type", "NUMERIC", "measure", "SURVEY_LAST",
                "signalType", "nps")));
    features.add(
        new HashMap<>(
            Map.of(
                "code", "tier", "label", "Tier", "group", "CUSTOMER", "type", "CATEGORICAL", "measure", "TIER", "levels",
                List.of("enterprise", "mid", "smb"))));
    features.add(
        new HashMap<>(
            Map.of("code", "term", "label", "Term", "group", "CONTRACT", "type", "NUMERIC", "measure", "TERM_NUMBER")));
    features.add(
        new HashMap<>(
            Map.of(
                "code", "amount", "label", "Amount", "group", "CONTRACT", "type", "NUMERIC", "measure",
                "LOG_RENEWAL_AMOUNT")));
    String set = featureSet(features);
    // All of the rows to train on, for only the newest quarter has renewals that a programme of 2025 was for. Which kind is
    // decided by customers held out of them, never by the renewals scored below.
    Map<String, Object> closed = Map.of("sample", Map.of("dueUntil", "2025-06-30"));
    JsonPath lines = trained(draft("LOGISTIC", set, Map.of()), closed);
    JsonPath shapes = trained(draft("ADDITIVE", set, Map.of()), closed);
    String loss = "training.crossValidated.logLoss";
    System.out.printf("synth, held out of training: lines %s, shapes %s%n", lines.getString(loss), shapes.getString(loss));
    JsonPath trained = shapes.getDouble(loss) < lines.getDouble(loss) ? shapes : lines;
    System.out.println(trained.getString("training.reason") + " " + trained.getString("training.quarantined"));
    assertEquals("TRAINED", trained.getString("training.outcome"), trained.prettify());
    assertEquals(List.of("cancellation_form_opened"), trained.getList("training.quarantined.feature"), trained.prettify());
    JsonPath run = run(Map.of("modelId", trained.getString("id"), "leadDays", 60));
    Map<String, Double> scores = scoresOf(run.getString("result.runId"), "renewalId");
    Map<String, String> contracts = idsOf("contracts");
    Map<String, String> renewals = renewalsByContract();
    List<Double> probabilities = new ArrayList<>();
    List<Boolean> lost = new ArrayList<>();
    Map<String, Double> truth = new HashMap<>(); // never loaded into the service
    rows(data.resolve("renewals_truth.csv"))
        .forEach(row -> truth.put(row.get("renewal_id"), Double.valueOf(row.get("true_p_nonrenewal"))));
    double squares = 0;
    for (Map<String, String> row : rows(data.resolve("renewals.csv"))) {
      if (row.get("renewal_date").compareTo("2025-11-01") >= 0 && !row.get("outcome").equals("pending")) {
        Double score = scores.get(renewals.get(contracts.get(row.get("renewal_id"))));
        if (score != null) {
          probabilities.add(score);
          lost.add(row.get("outcome").equals("lost"));
          squares += StrictMath.pow(score - truth.get(row.get("renewal_id")), 2);
        }
      }
    }
    Quality quality = Quality.of(probabilities, lost);
    double rootMeanSquare = StrictMath.sqrt(squares / lost.size());
    double calibrationError = calibrationError(probabilities, lost);
    System.out.printf(
        "synth: %d renewals, AUC %.4f, log loss %.4f, calibration error %.4f, root mean square to the truth %.4f%n",
        lost.size(), quality.auc, quality.logLoss, calibrationError, rootMeanSquare);
    // Case 15; the oracle has .7735 and .4131. An AUC above the upper bound would be a leak.
    assertEquals(1694, lost.size());
    assertTrue(quality.auc >= 0.7735 - 0.025 && quality.auc <= 0.7735 + 0.02, quality.toString());
    assertTrue(quality.logLoss <= 0.4131 + 0.015, quality.toString());
    assertTrue(calibrationError <= 0.035, () -> "calibration error " + calibrationError);
    assertTrue(rootMeanSquare <= 0.065, () -> "root mean square " + rootMeanSquare);
  }

  private static double calibrationError(List<Double> probabilities, List<Boolean> lost) {
    boolean[] outcomes = new boolean[lost.size()];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = lost.get(i);
    }
    double[] predicted = probabilities.stream().mapToDouble(Double::doubleValue).toArray();
    return Calibration.error(Calibration.equalMass(predicted, outcomes, 10));
  }

  private Map<String, String> renewalsByContract() {
    Map<String, String> renewals = new HashMap<>();
    String next = "/v1/renewals?open=false&limit=200";
    while (next != null) {
      JsonPath page = as(tenant.apiKey()).get(next).then().statusCode(200).extract().jsonPath();
      List<String> contracts = page.getList("items.contractId");
      List<String> ids = page.getList("items.id");
      for (int i = 0; i < ids.size(); i++) {
        renewals.put(contracts.get(i), ids.get(i));
      }
      String cursor = page.getString("nextCursor");
      next = cursor == null ? null : "/v1/renewals?open=false&limit=200&cursor=" + cursor;
    }
    return renewals;
  }
}
