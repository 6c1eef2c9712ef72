package dev.perennial.criterion;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects purchase criteria. */
public class PurchaseCriterionFilter {
  @QueryParam("customerId")
  @Parameter(description = "Of this customer.")
  @Nullable UUID customerId;

  @QueryParam("contractId")
  @Parameter(description = "Of this contract.")
  @Nullable UUID contractId;

  @QueryParam("renewalId")
  @Parameter(description = "For this decision.")
  @Nullable UUID renewalId;

  @QueryParam("mustHave")
  @Parameter(description = "true: must-haves only; false: the others.")
  @Nullable Boolean mustHave;
}
