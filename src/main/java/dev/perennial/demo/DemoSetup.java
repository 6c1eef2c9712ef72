package dev.perennial.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.importing.ImportService;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.privacy.RetentionService;
import dev.perennial.tenant.ApiKeyService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;

/** What a tenant in use has beside its customers: an integration's key, a saved import mapping, and what it keeps how long. */
@Singleton
class DemoSetup {
  private static final int THREE_YEARS = 1_095;

  private final ApiKeyService keys;
  private final ImportService imports;
  private final RetentionService retention;
  private final CallerContext callers;

  DemoSetup(ApiKeyService keys, ImportService imports, RetentionService retention, CallerContext callers) {
    this.keys = keys;
    this.imports = imports;
    this.retention = retention;
    this.callers = callers;
  }

  /** The key's text is told nobody: it can be rotated or revoked, which is what it is for. */
  void store() {
    QuarkusTransaction.requiringNew()
        .run(() -> keys.createFor(callers.caller(), "CRM integration", Scope.READ_ONLY));
    ObjectNode mapping = JsonNodeFactory.instance.objectNode().put("source", "crm").put("decimalMark", ",");
    mapping
        .putObject("columns")
        .put("account_id", "externalId")
        .put("account_name", "name")
        .put("industry", "attributes.industry");
    imports.saveMapping("crm-accounts", "customers", mapping);
    retention.keepSignals("newsletter_opened", THREE_YEARS);
  }
}
