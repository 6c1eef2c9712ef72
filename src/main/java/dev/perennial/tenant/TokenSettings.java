package dev.perennial.tenant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configuration {@code perennial.jwt.*}: whose tokens are accepted. Without a key set's address, none are. */
@ConfigMapping(prefix = "perennial.jwt")
interface TokenSettings {
  /** Where the issuer publishes its public keys (JWKS). */
  Optional<URI> jwksUrl();

  /** What {@code iss} must be. */
  Optional<String> issuer();

  /** What {@code aud} must be or contain. */
  Optional<String> audience();

  /** Signature algorithms that are accepted; asymmetric ones only. */
  @WithDefault("RS256,PS256,ES256")
  List<String> algorithms();

  /** Name or dotted path of the claim that holds the tenant's id. */
  @WithDefault("tenant_id")
  String tenantClaim();

  /** Name or dotted path of the claim that holds the scopes: words in a string, or an array. */
  @WithDefault("scope")
  String scopeClaim();

  /** How far the issuer's clock may be off. */
  @WithDefault("30s")
  Duration clockSkew();

  /** How long fetched keys are used before they are fetched again. */
  @WithDefault("10m")
  Duration keysCached();

  /** Least pause between two fetches that an unknown key id, or a failed fetch, causes. */
  @WithDefault("10s")
  Duration keysPause();

  /** Of connecting to the key set, and of each read. */
  @WithDefault("2s")
  Duration timeout();
}
