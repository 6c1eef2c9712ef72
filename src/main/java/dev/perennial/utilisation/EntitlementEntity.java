package dev.perennial.utilisation;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "entitlement")
class EntitlementEntity extends EditableEntity {
  @Column(name = "contract_id")
  UUID contractId;

  @Column(name = "line_id")
  @Nullable UUID lineId;

  @Column(name = "unit")
  String unit;

  @Column(name = "quantity")
  double quantity;

  @Enumerated(EnumType.STRING)
  @Column(name = "period")
  GrantPeriod period;

  @Column(name = "usage_type")
  String usageType;

  @Enumerated(EnumType.STRING)
  @Column(name = "aggregation")
  UsageAggregation aggregation;

  @Column(name = "start_date")
  @Nullable LocalDate startDate;

  @Column(name = "end_date")
  @Nullable LocalDate endDate;
}
