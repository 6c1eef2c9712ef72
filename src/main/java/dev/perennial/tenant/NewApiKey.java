package dev.perennial.tenant;

import dev.perennial.platform.http.CarriesSecret;

/** A key just made: the only time its text is shown. A replayed reply has null in its place. */
record NewApiKey(@org.jspecify.annotations.Nullable String apiKey, ApiKeyView details) implements CarriesSecret {
  @Override
  public Object withoutSecret() {
    return new NewApiKey(null, details);
  }
}
