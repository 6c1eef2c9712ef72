package dev.perennial.customer;

import dev.perennial.editing.EditableEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "app", name = "contact")
class ContactEntity extends EditableEntity {
  @Column(name = "customer_id")
  UUID customerId;

  @Column(name = "name")
  String name;

  @Column(name = "name_key")
  String nameKey;

  @Column(name = "email")
  @Nullable String email;

  @Column(name = "phone")
  @Nullable String phone;

  @Column(name = "title")
  @Nullable String title;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "roles")
  List<String> roles;

  @Column(name = "left_date")
  @Nullable LocalDate leftDate;

  @Column(name = "do_not_contact_until_date")
  @Nullable LocalDate doNotContactUntilDate;
}
