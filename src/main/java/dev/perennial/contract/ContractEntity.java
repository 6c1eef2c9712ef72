package dev.perennial.contract;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "contract")
class ContractEntity extends EditableEntity {
  @Column(name = "customer_id", updatable = false)
  UUID customerId;

  @Column(name = "number")
  @Nullable String number;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "kind")
  ContractKind kind;

  @Column(name = "signed_date")
  @Nullable LocalDate signedDate;

  @Column(name = "start_date")
  LocalDate startDate;

  /**
   * Last day with the days that pauses add: what renewals fall due on. The agreed one follows from
   * the pauses.
   */
  @Column(name = "end_date")
  @Nullable LocalDate endDate;

  @Column(name = "term_months")
  @Nullable Integer termMonths;

  @Column(name = "auto_renew")
  boolean autoRenew;

  @Column(name = "notice_days")
  int noticeDays;

  @Column(name = "currency")
  String currency;

  @Column(name = "bill_to_customer_id")
  @Nullable UUID billToCustomerId;

  @Column(name = "partner_customer_id")
  @Nullable UUID partnerCustomerId;

  @Column(name = "co_term_group_id")
  @Nullable UUID coTermGroupId;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "renews_contract_ids")
  List<UUID> renewsContractIds;

  @Column(name = "transferred_from_contract_id")
  @Nullable UUID transferredFromContractId;

  @Column(name = "ended_date")
  @Nullable LocalDate endedDate;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "end_reason")
  @Nullable EndReason endReason;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "lines")
  List<ContractLineFields> lines;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "pauses")
  List<Pause> pauses;

  ContractTerm term() {
    return new ContractTerm(startDate, agreedEnd(), endedDate, pauses);
  }

  @Nullable LocalDate agreedEnd() {
    return endDate == null ? null : endDate.minusDays(ContractTerm.extensionDays(pauses));
  }

  /** Cuts it short, or gives it its own end back (both null). */
  void end(@Nullable LocalDate lastDay, @Nullable EndReason reason, Instant now) {
    endedDate = lastDay;
    endReason = reason;
    updatedAt = now;
    knownFrom = now;
  }

  void carryOn(UUID transferredFrom, Instant now) {
    transferredFromContractId = transferredFrom;
    updatedAt = now;
    knownFrom = now;
  }

  void joinGroup(UUID group, Instant now) {
    coTermGroupId = group;
    updatedAt = now;
    knownFrom = now;
  }
}
