package dev.perennial.programme;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A programme. */
@Schema(name = "Programme")
public record ProgrammeView(
    UUID id,
    String code,
    String name,
    @Nullable String offer,
    boolean randomised,
    List<ProgrammeFields.Arm> arms,
    String controlArm,
    List<Stratum> stratifyBy,
    long seed,
    double smallestEffect,
    Instant createdAt,
    String createdBy) {}
