/**
 * What the generated OpenAPI document gets beyond the code's own annotations: problems, nullability, what {@code expand} adds,
 * examples; and how it is served.
 */
@NullMarked
package dev.perennial.platform.contract;

import org.jspecify.annotations.NullMarked;
