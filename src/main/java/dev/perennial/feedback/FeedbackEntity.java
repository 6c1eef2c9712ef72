package dev.perennial.feedback;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "feedback_item")
class FeedbackEntity extends EditableEntity {
  @Column(name = "customer_id")
  UUID customerId;

  @Column(name = "contact_id")
  @Nullable UUID contactId;

  @Column(name = "signal_source")
  @Nullable String signalSource;

  @Column(name = "signal_source_id")
  @Nullable String signalSourceId;

  @Column(name = "text")
  String text;

  @Column(name = "category")
  String category;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "state")
  FeedbackState state;

  @Column(name = "owner_id")
  @Nullable UUID ownerId;

  @Column(name = "due_date")
  @Nullable LocalDate dueDate;

  @Column(name = "opened_at")
  Instant openedAt;

  @Column(name = "acknowledged_at")
  @Nullable Instant acknowledgedAt;

  @Column(name = "resolved_at")
  @Nullable Instant resolvedAt;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;
}
