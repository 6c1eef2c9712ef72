package dev.perennial.demo;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.time.Ids;
import dev.perennial.tenant.SettingsService;
import dev.perennial.tenant.TenantService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Makes a tenant with the demo portfolio: loads it through the services an import uses, and scores it. Ids are those of
 * {@link DemoIds}.
 */
@ApplicationScoped
public class DemoLoader {
  /** The demo's rates are into this currency. */
  public static final String CURRENCY = "EUR";

  private final TenantService tenants;
  private final DemoSetup setup;
  private final Ids ids;
  private final Callers callers;
  private final SettingsService settings;
  private final DemoParts parts;
  private final DemoCustomers customers;
  private final DemoContracts contracts;
  private final DemoStandings standings;
  private final DemoCoTerm coTerm;
  private final DemoSignals signals;
  private final DemoTriggerEvents triggerEvents;
  private final DemoSuccess success;
  private final DemoFeedback feedback;
  private final DemoAdoption adoption;
  private final DemoScores scores;
  private final DemoLearning learning;

  DemoLoader(
      TenantService tenants, DemoSetup setup, Ids ids, Callers callers, SettingsService settings, DemoParts parts, DemoCustomers customers, DemoContracts contracts,
      DemoStandings standings, DemoCoTerm coTerm, DemoSignals signals, DemoTriggerEvents triggerEvents, DemoSuccess success,
      DemoFeedback feedback, DemoAdoption adoption, DemoScores scores, DemoLearning learning) {
    this.tenants = tenants;
    this.setup = setup;
    this.ids = ids;
    this.callers = callers;
    this.settings = settings;
    this.parts = parts;
    this.customers = customers;
    this.contracts = contracts;
    this.standings = standings;
    this.coTerm = coTerm;
    this.signals = signals;
    this.triggerEvents = triggerEvents;
    this.success = success;
    this.feedback = feedback;
    this.adoption = adoption;
    this.scores = scores;
    this.learning = learning;
  }

  /**
   * A new tenant with the portfolio, dated from its today. Its id and its keys are its own; all else has fixed ids. The
   * present is there and scored when this returns; workers then score the past and learn from it, and rules look at it as
   * they do at any tenant's signals.
   *
   * @return the tenant with its keys, which are told only here
   */
  public TenantService.NewTenant create(String name) {
    UUID id = ids.next();
    TenantService.NewTenant tenant = parts.run(DemoIds.Part.TENANT, () -> tenants.create(id, name, CURRENCY));
    load(Caller.system(id, "demo"));
    return tenant;
  }

  private void load(Caller demo) {
    DemoWorld world = callers.call(demo, () -> DemoWorld.generate(DemoWorld.SEED, settings.today()));
    DemoCustomers.Stored stored = callers.call(demo, () -> customers.store(world));
    // A context of its own: contracts come as history, what follows is the present.
    Map<String, UUID> contractIds = callers.call(demo, () -> contracts.store(world));
    callers.run(
        demo, () -> parts.run(DemoIds.Part.STANDINGS, () -> standings.store(world, contractIds)));
    callers.run(demo, () -> parts.run(DemoIds.Part.CO_TERM, () -> coTerm.store(world, contractIds)));
    callers.run(
        demo,
        () ->
            parts.run(
                DemoIds.Part.SIGNALS,
                () -> signals.store(world.facts(), stored.customers(), stored.contacts())));
    callers.run(
        demo,
        () ->
            parts.run(
                DemoIds.Part.TRIGGER_EVENTS, () -> triggerEvents.store(world.anchor(), stored.customers())));
    callers.run(demo, () -> parts.run(DemoIds.Part.FEEDBACK, () -> feedback.store(world.anchor())));
    callers.run(demo, () -> parts.run(DemoIds.Part.ADOPTION, () -> adoption.store(world.anchor(), contractIds)));
    callers.run(demo, () -> parts.run(DemoIds.Part.SETUP, () -> setup.store()));
    callers.run(demo, () -> success.store(world.anchor()));
    callers.run(demo, () -> scores.storePresent(world.anchor(), settings.recent().zone()));
    callers.run(demo, () -> scores.startPast(world.anchor(), settings.recent().zone()));
    callers.run(demo, learning::start);
  }
}
