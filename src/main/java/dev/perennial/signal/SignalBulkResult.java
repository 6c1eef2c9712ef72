package dev.perennial.signal;

import java.util.List;

/** The answer to a bulk request, one entry per item in its order. */
record SignalBulkResult(List<SignalBulkItem> items) {}
