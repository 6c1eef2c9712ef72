package dev.perennial.customer;

/** Life of a customer. NOTICE_GIVEN and CHURNED follow from its contracts and cannot be set. */
public enum CustomerStatus {
  PROSPECT,
  ONBOARDING,
  ACTIVE,
  NOTICE_GIVEN,
  CHURNED;

  boolean isDerived() {
    return this == NOTICE_GIVEN || this == CHURNED;
  }
}
