package dev.perennial.learning;

import java.util.UUID;

/** A calibration as its job keeps it. */
record CalibrationOrder(UUID model, SampleSelection selection) {}
