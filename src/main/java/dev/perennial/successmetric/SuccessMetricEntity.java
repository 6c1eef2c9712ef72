package dev.perennial.successmetric;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "success_metric")
class SuccessMetricEntity extends EditableEntity {
  @Column(name = "customer_id")
  UUID customerId;

  @Column(name = "name")
  String name;

  @Column(name = "unit")
  @Nullable String unit;

  @Enumerated(EnumType.STRING)
  @Column(name = "direction")
  MetricDirection direction;

  @Enumerated(EnumType.STRING)
  @Column(name = "defined_by")
  MetricDefiner definedBy;

  @Column(name = "baseline")
  @Nullable Double baseline;

  @Column(name = "baseline_date")
  @Nullable LocalDate baselineDate;

  @Column(name = "target")
  @Nullable Double target;

  @Column(name = "target_date")
  @Nullable LocalDate targetDate;

  @Column(name = "attributable")
  @Nullable Boolean attributable;

  @Column(name = "measurable")
  @Nullable Boolean measurable;

  @Column(name = "benefit")
  @Nullable Boolean benefit;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "follow_up_months")
  List<Integer> followUpMonths;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "formula")
  @Nullable Formula formula;
}
