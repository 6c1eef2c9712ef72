package dev.perennial.risk;

import java.util.UUID;

/** Which version of a feature set or model is meant. */
public record VersionReference(UUID id, String code, int version) {}
