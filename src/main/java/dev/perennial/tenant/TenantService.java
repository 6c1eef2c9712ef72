package dev.perennial.tenant;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.time.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Makes tenants: the row, settings, two keys, and what every feature gives a new tenant to start with. */
@ApplicationScoped
public class TenantService {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Ids ids;
  private final Callers callers;
  private final SettingsService settings;
  private final ApiKeyService keys;
  private final Instance<TenantStarter> starters;

  TenantService(
      Jdbi jdbi, Clock clock, Ids ids, Callers callers, SettingsService settings, ApiKeyService keys,
      Instance<TenantStarter> starters) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.ids = ids;
    this.callers = callers;
    this.settings = settings;
    this.keys = keys;
    this.starters = starters;
  }

  /** All or nothing: one transaction. */
  public NewTenant create(String name, String reportingCurrency) {
    return create(ids.next(), name, reportingCurrency);
  }

  /** The same under an id made before. */
  public NewTenant create(UUID id, String name, String reportingCurrency) {
    Caller caller = Caller.system(id, "create-tenant");
    return callers.call(
        caller,
        () ->
            QuarkusTransaction.requiringNew()
                .call(
                    () -> {
                      insert(id, name);
                      settings.create(SettingsFields.starter(reportingCurrency));
                      starters.forEach(TenantStarter::start);
                      return new NewTenant(
                          id,
                          keys.createFor(caller, "first key", Scope.ALL),
                          keys.createFor(caller, "read-only key", Scope.READ_ONLY));
                    }));
  }

  private void insert(UUID id, String name) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("INSERT INTO platform.tenant (id, name, created_at) VALUES (:id, :name, :now)")
                .bind("id", id)
                .bind("name", name)
                .bind("now", clock.instant())
                .execute());
  }

  /** A tenant just made, with the text of its keys, shown once. */
  public record NewTenant(UUID id, String apiKey, String readOnlyApiKey) {
    /** The keys as lines that people and the launcher read. */
    public String keyLines() {
      return "API key: " + apiKey + "\nRead-only API key: " + readOnlyApiKey + "\n";
    }
  }
}
