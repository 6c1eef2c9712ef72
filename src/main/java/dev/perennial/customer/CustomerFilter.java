package dev.perennial.customer;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects customers. */
public class CustomerFilter {
  @QueryParam("status")
  @Parameter(description = "One or more statuses, comma-separated.")
  @Nullable String status;

  @QueryParam("tier")
  @Parameter(description = "One or more tiers, comma-separated.")
  @Nullable String tier;

  @QueryParam("region")
  @Parameter(description = "One or more regions, comma-separated.")
  @Nullable String region;

  @QueryParam("sizeClass")
  @Parameter(description = "One or more size classes, comma-separated.")
  @Nullable String sizeClass;

  @QueryParam("csmId")
  @Parameter(description = "The user who is its customer-success manager.")
  @Nullable UUID csmId;

  @QueryParam("renewalManagerId")
  @Parameter(description = "The user who is its renewal manager.")
  @Nullable UUID renewalManagerId;

  @QueryParam("parentId")
  @Parameter(description = "Direct children of this customer.")
  @Nullable UUID parentId;

  @QueryParam("updatedFrom")
  @Parameter(description = "Changed at or after this time.")
  @Nullable Instant updatedFrom;

  @QueryParam("q")
  @Parameter(description = "The name begins with this; case and accents do not matter.")
  @Nullable String q;

  @QueryParam("event")
  @Parameter(
      description = "Customers with a trigger event of one of these types, comma-separated; up to today unless the days say so.")
  @Nullable String event;

  @QueryParam("eventWithinDays")
  @Parameter(description = "With `event`: in so many days up to today.")
  @Nullable Integer eventWithinDays;

  @QueryParam("eventNextDays")
  @Parameter(description = "With `event`: announced for so many days from tomorrow on. With both, one or the other.")
  @Nullable Integer eventNextDays;

  EventSegment events() {
    return new EventSegment(event, eventWithinDays, eventNextDays);
  }

  @QueryParam("doNotContact")
  @Parameter(description = "true: only whom nobody may contact today (`doNotContactUntilDate` lies ahead); false: only the others.")
  @Nullable Boolean doNotContact;

  @Nullable Boolean doNotContact() {
    return doNotContact;
  }

  @Nullable String status() {
    return status;
  }

  @Nullable String tier() {
    return tier;
  }

  @Nullable String region() {
    return region;
  }

  @Nullable String sizeClass() {
    return sizeClass;
  }

  @Nullable UUID csmId() {
    return csmId;
  }

  @Nullable UUID renewalManagerId() {
    return renewalManagerId;
  }

  @Nullable UUID parentId() {
    return parentId;
  }

  @Nullable Instant updatedFrom() {
    return updatedFrom;
  }

  @Nullable String q() {
    return q;
  }
}
