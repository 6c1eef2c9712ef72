package dev.perennial.criterion;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "purchase_criterion")
class PurchaseCriterionEntity extends EditableEntity {
  @Column(name = "customer_id")
  UUID customerId;

  @Column(name = "contract_id")
  @Nullable UUID contractId;

  @Column(name = "renewal_id")
  @Nullable UUID renewalId;

  @Column(name = "criterion")
  String criterion;

  @Column(name = "importance")
  int importance;

  @Column(name = "must_have")
  boolean mustHave;

  @Column(name = "expected")
  double expected;

  @Column(name = "our_rank")
  @Nullable Integer ourRank;
}
