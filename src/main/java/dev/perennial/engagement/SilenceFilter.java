package dev.perennial.engagement;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects customers by their silence. */
public class SilenceFilter {
  @QueryParam("silentDays")
  @Parameter(
      description =
          "Only customers with no contact in either direction for at least so many days; where no source of interactions"
              + " is connected nobody is known to be silent. All customers with their state when absent.")
  @Nullable Integer silentDays;

  @QueryParam("tier")
  @Parameter(description = "One or more tiers, comma-separated.")
  @Nullable String tier;

  @QueryParam("region")
  @Parameter(description = "One or more regions, comma-separated.")
  @Nullable String region;

  @QueryParam("csmId")
  @Parameter(description = "The user who is its customer-success manager.")
  @Nullable UUID csmId;

  @QueryParam("status")
  @Parameter(description = "One or more statuses, comma-separated; ONBOARDING,ACTIVE,NOTICE_GIVEN when absent.")
  @Nullable String status;

  @QueryParam("doNotContact")
  @Parameter(description = "true: only whom nobody may contact today; false: only the others.")
  @Nullable Boolean doNotContact;
}
