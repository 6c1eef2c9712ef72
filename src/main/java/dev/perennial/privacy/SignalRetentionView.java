package dev.perennial.privacy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How long the tenant keeps signals of a type.
 *
 * @param days null = for ever
 */
@Schema(name = "SignalRetention")
record SignalRetentionView(String type, @Nullable Integer days) {}
