package dev.perennial.risk;

import dev.perennial.scoring.explain.DifferenceLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The renewal as it stands now and as supposed, by one model, and the lines that add up exactly to the difference. Stored
 * nowhere.
 *
 * @param asOf when the facts were read
 * @param latestScoreId the last score stored for the renewal; facts may have come since. Null where there is none
 * @param present as it stands
 * @param supposed with the changes
 * @param logOddsDifference supposed less present; the sum of the lines' differences (1e-12)
 * @param lines what the changes do, the largest first
 * @param withoutEffect changed features that this model does not read
 */
@Schema(name = "WhatIf")
public record WhatIfView(
    UUID renewalId,
    VersionReference model,
    VersionReference featureSet,
    Instant asOf,
    @Nullable UUID latestScoreId,
    WhatIfScore present,
    WhatIfScore supposed,
    double logOddsDifference,
    List<DifferenceLine> lines,
    List<String> withoutEffect) {}
