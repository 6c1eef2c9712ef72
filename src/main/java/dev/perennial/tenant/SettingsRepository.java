package dev.perennial.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

@Singleton
class SettingsRepository implements PanacheRepositoryBase<SettingsEntity, UUID> {}
