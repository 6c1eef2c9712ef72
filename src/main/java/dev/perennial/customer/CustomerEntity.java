package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "customer")
class CustomerEntity extends EditableEntity {
  @Column(name = "name")
  String name;

  @Column(name = "name_key")
  String nameKey;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "status")
  CustomerStatus status;

  @Column(name = "parent_id")
  @Nullable UUID parentId;

  @Column(name = "csm_id")
  @Nullable UUID csmId;

  @Column(name = "renewal_manager_id")
  @Nullable UUID renewalManagerId;

  @Column(name = "account_executive_id")
  @Nullable UUID accountExecutiveId;

  @Column(name = "tier")
  @Nullable String tier;

  @Column(name = "size_class")
  @Nullable String sizeClass;

  @Column(name = "region")
  @Nullable String region;

  @Column(name = "currency")
  String currency;

  @Column(name = "referred_by_id")
  @Nullable UUID referredById;

  @Column(name = "do_not_contact_until_date")
  @Nullable LocalDate doNotContactUntilDate;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "attributes")
  Map<String, JsonNode> attributes;
}
