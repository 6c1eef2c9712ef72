/**
 * What customers say and do in public: acts of advocacy for us, and bursts of contact with competitors against each
 * customer's own baseline. {@code AdvocacyResource → AdvocacyService → MentionRepository}; {@code CompetitorBurstResource →
 * CompetitorBurstService → MentionRepository}, with {@link dev.perennial.scoring.feature.CompetitorBurst} as the definition.
 */
@NullMarked
package dev.perennial.mention;

import org.jspecify.annotations.NullMarked;
