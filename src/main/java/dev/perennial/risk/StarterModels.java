package dev.perennial.risk;

import dev.perennial.tenant.TenantStarter;
import jakarta.inject.Singleton;

/**
 * Gives a new tenant the starter feature set and scorecard, so that its first renewal can be
 * scored.
 */
@Singleton
class StarterModels implements TenantStarter {
  private final ModelService models;

  StarterModels(ModelService models) {
    this.models = models;
  }

  @Override
  public void start() {
    models.createStarter();
  }
}
