package dev.perennial;

import dev.perennial.demo.DemoLoader;
import dev.perennial.tenant.TenantService;
import io.quarkus.runtime.QuarkusApplication;
import java.util.Arrays;
import java.util.List;

/** {@code create-tenant --name NAME [--currency EUR] [--demo]}: prints the new tenant's keys, once. */
public class CreateTenantCommand implements QuarkusApplication {
  private final TenantService tenants;
  private final DemoLoader demo;

  CreateTenantCommand(TenantService tenants, DemoLoader demo) {
    this.tenants = tenants;
    this.demo = demo;
  }

  @Override
  public int run(String... args) {
    List<String> words = Arrays.asList(args);
    String name = option(words, "--name", "");
    if (name.isBlank()) {
      System.err.println("create-tenant needs --name NAME.");
      return 2;
    }
    boolean isDemo = words.contains("--demo");
    String currency = option(words, "--currency", DemoLoader.CURRENCY);
    if (isDemo && !currency.equals(DemoLoader.CURRENCY)) {
      System.err.println("The demo portfolio reports in " + DemoLoader.CURRENCY + "; leave --currency out.");
      return 2;
    }
    TenantService.NewTenant tenant = isDemo ? demo.create(name) : tenants.create(name, currency);
    System.out.println("Tenant: " + tenant.id());
    System.out.print(tenant.keyLines());
    return 0;
  }

  private static String option(List<String> words, String name, String otherwise) {
    int at = words.indexOf(name);
    return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : otherwise;
  }
}
