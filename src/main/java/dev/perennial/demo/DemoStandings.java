package dev.perennial.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.editing.Change;
import dev.perennial.editing.Reference;
import dev.perennial.editing.Written;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.renewal.NoticeRequest;
import dev.perennial.renewal.RenewalClock;
import dev.perennial.renewal.RenewalService;
import dev.perennial.renewal.RenewalStage;
import dev.perennial.renewal.RenewalSteps;
import dev.perennial.renewal.StageRequest;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Brings open renewals to where people have got with them: stages, notices, offers, calls and next steps. */
@Singleton
class DemoStandings {
  private static final String OPEN =
      """
      SELECT contract_id, id FROM app.renewal
      WHERE tenant_id = :tenant AND outcome IS NULL AND kind IN ('TERM', 'EVERGREEN')
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final RenewalClock clock;
  private final RenewalSteps steps;
  private final RenewalService renewals;

  DemoStandings(
      Jdbi jdbi, CallerContext callers, RenewalClock clock, RenewalSteps steps, RenewalService renewals) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
    this.steps = steps;
    this.renewals = renewals;
  }

  void store(DemoWorld world, Map<String, UUID> contracts) {
    Map<UUID, UUID> open = open();
    Map<String, String> currencies = new HashMap<>();
    world.contracts().forEach(contract -> currencies.put(contract.key(), contract.currency()));
    List<Change> changes = new ArrayList<>();
    for (DemoWorld.Standing standing : world.standings()) {
      UUID renewal = open.get(contracts.get(standing.contract()));
      if (renewal == null) {
        throw new IllegalStateException("The demo's " + standing.contract() + " has no open renewal.");
      }
      step(renewal, standing);
      String currency = Objects.requireNonNull(currencies.get(standing.contract()));
      changes.add(new Change(Reference.of(renewal), body(standing, currency), null, false));
    }
    for (Written written : renewals.writeAll(changes)) {
      DemoWriter.idOf("renewal of " + world.standings().get(written.index()).contract(), written);
    }
    clock.advance();
  }

  private Map<UUID, UUID> open() {
    Map<UUID, UUID> open = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(OPEN)
                .bind("tenant", callers.tenantId())
                .map((row, context) -> open.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    return open;
  }

  private void step(UUID renewal, DemoWorld.Standing standing) {
    RenewalStage stage = RenewalStage.valueOf(standing.stage());
    if (stage != RenewalStage.UPCOMING) {
      steps.move(renewal, null, new StageRequest(stage, null));
    }
    if (standing.noticeReceived() != null) {
      steps.receiveNotice(renewal, null, new NoticeRequest(standing.noticeReceived(), null, null));
    }
    if (standing.noticeWithdrawn()) {
      steps.withdrawNotice(renewal, null);
    }
  }

  private static ObjectNode body(DemoWorld.Standing standing, String currency) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("forecastCategory", standing.forecastCategory());
    if (standing.number() != null) {
      body.putArray("externalIds").addObject().put("source", "crm").put("externalId", standing.number());
    }
    DemoWorld.Offer offer = standing.offer();
    if (offer != null) {
      ObjectNode sent = body.putObject("offer");
      sent.set("amount", money(offer.amount(), currency));
      sent.put("priceChangePercent", offer.priceChangePercent());
      sent.put("termMonths", offer.termMonths()).put("sentDate", offer.sent().toString());
      body.set("forecastAmount", money(offer.amount(), currency));
    }
    DemoWorld.Call call = standing.call();
    if (call != null) {
      body.putObject("humanCall")
          .put("outcome", call.outcome())
          .put("confidence", call.confidence())
          .put("note", call.note());
    }
    if (standing.nextStep() != null) {
      body.put("nextStep", standing.nextStep()).put("nextStepDate", String.valueOf(standing.nextStepDate()));
    }
    if (standing.snoozedUntil() != null) {
      body.put("snoozedUntilDate", standing.snoozedUntil().toString());
    }
    return body;
  }

  private static ObjectNode money(BigDecimal amount, String currency) {
    return JsonNodeFactory.instance.objectNode().put("amount", amount.toPlainString()).put("currency", currency);
  }
}
