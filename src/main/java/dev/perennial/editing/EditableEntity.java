package dev.perennial.editing;

import jakarta.persistence.Column;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** What every edited object has. Entities never leave their package; features map them to records by hand. */
@MappedSuperclass
@EntityListeners(VersionTimes.class)
public abstract class EditableEntity {
  @Id public UUID id;

  @Column(name = "tenant_id", updatable = false)
  public UUID tenantId;

  @Version
  @Column(name = "version")
  public long version;

  /** Since when this state is known; the time of the change unless a back-fill says otherwise. */
  @Column(name = "known_from")
  public Instant knownFrom;

  /** What a back-fill says instead, for the one flush that stores it. */
  @Transient @Nullable Instant statedKnownFrom;

  @Column(name = "created_at", updatable = false)
  public Instant createdAt;

  @Column(name = "updated_at")
  public Instant updatedAt;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "external_ids")
  public List<ExternalId> externalIds = List.of();
}
