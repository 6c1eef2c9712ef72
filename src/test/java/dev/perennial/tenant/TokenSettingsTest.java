package dev.perennial.tenant;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A half-configured issuer stops the start; none at all means that no token is accepted. */
class TokenSettingsTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "perennial.jwt.jwks-url", "https://login.example/jwks",
          "perennial.jwt.issuer", "https://login.example",
          "perennial.jwt.audience", "perennial");

  private static TokenAuthenticator with(Map<String, String> settings) {
    TokenSettings mapped =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(TokenSettings.class)
            .withSources(new PropertiesConfigSource(settings, "test", 1))
            .build()
            .getConfigMapping(TokenSettings.class);
    return new TokenAuthenticator(mapped, null, Clock.systemUTC()); // no token gets as far as its tenant
  }

  private static void refused(String name, String value, String reason) {
    Map<String, String> settings = new HashMap<>(COMPLETE);
    if (value == null) {
      settings.remove(name);
    } else {
      settings.put(name, value);
    }
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> with(settings).check(new StartupEvent()));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @Test
  void issuerAndAudienceBelongToTheKeySet() {
    assertDoesNotThrow(() -> with(COMPLETE).check(new StartupEvent()));
    refused("perennial.jwt.issuer", null, "perennial.jwt.issuer");
    refused("perennial.jwt.audience", null, "perennial.jwt.audience");
  }

  @Test
  void onlyAsymmetricAlgorithmsAreTaken() {
    refused("perennial.jwt.algorithms", "RS256,HS256", "perennial.jwt.algorithms");
    refused("perennial.jwt.algorithms", "none", "perennial.jwt.algorithms");
  }

  @Test
  void withoutAKeySetNoTokenIsAccepted() {
    TokenAuthenticator none = with(Map.of());
    assertDoesNotThrow(() -> none.check(new StartupEvent()));
    assertNull(none.authenticate("eyJhbGciOiJub25lIn0.e30."));
  }
}
