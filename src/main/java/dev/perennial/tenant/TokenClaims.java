package dev.perennial.tenant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a claim by its name or, when there is none of that name, by its path: {@code realm_access.roles}. */
final class TokenClaims {
  private final Map<String, Object> claims;

  TokenClaims(Map<String, Object> claims) {
    this.claims = claims;
  }

  /** The claim when it is a text. */
  @Nullable String text(String path) {
    return value(path) instanceof String text ? text : null;
  }

  /** The words of a claim: separated by blanks in one text, or the texts of an array. Empty when there is no such claim. */
  Set<String> words(String path) {
    Stream<String> words =
        switch (value(path)) {
          case String text -> Arrays.stream(text.split(" ", -1));
          case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast);
          case null, default -> Stream.empty();
        };
    return words.collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable Object value(String path) {
    Object whole = claims.get(path);
    if (whole != null) {
      return whole;
    }
    Object value = claims;
    for (String step : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }
}
