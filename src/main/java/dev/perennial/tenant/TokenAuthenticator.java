package dev.perennial.tenant;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/**
 * Knows which caller a token of the identity provider is. The tenant comes from the token alone; scopes we do not know mean
 * nothing; the subject is all that is kept of the person. Application-scoped, because filters are made before the
 * configuration of the run is there.
 */
@ApplicationScoped
class TokenAuthenticator {
  /** Those whose key can be public. */
  private static final Set<String> ASYMMETRIC =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  private static final int LONGEST_SUBJECT = 255;
  private static final int DEEPEST = 12;
  private static final Logger LOG = Logger.getLogger(TokenAuthenticator.class);

  private final TokenSettings settings;
  private final KnownTenants tenants;
  private final Clock clock;
  private final @Nullable VerificationKeyResolver keys;

  TokenAuthenticator(TokenSettings settings, KnownTenants tenants, Clock clock) {
    this.settings = settings;
    this.tenants = tenants;
    this.clock = clock;
    this.keys = settings.jwksUrl().map(url -> TokenKeys.of(url.toString(), settings, clock)).orElse(null);
  }

  /** A half-configured issuer must be noticed at the start, not by whoever forges a token. */
  void check(@Observes StartupEvent event) {
    if (keys == null) {
      return;
    }
    if (settings.issuer().isEmpty() || settings.audience().isEmpty()) {
      throw new ConfigurationException(
          "Perennial does not start: perennial.jwt.jwks-url needs perennial.jwt.issuer and perennial.jwt.audience beside it.");
    }
    if (settings.algorithms().isEmpty() || !ASYMMETRIC.containsAll(settings.algorithms())) {
      throw new ConfigurationException(
          "Perennial does not start: perennial.jwt.algorithms may only name " + ASYMMETRIC.stream().sorted().toList() + ".");
    }
  }

  /**
   * The caller, or null when tokens are not accepted or this one is malformed, forged, expired, not meant for us, or of no
   * tenant of ours.
   *
   * @throws ProblemException 503 when the issuer's keys are needed and cannot be fetched
   */
  @Nullable Caller authenticate(String token) {
    VerificationKeyResolver resolver = keys;
    if (resolver == null) {
      return null;
    }
    try {
      return caller(consumer(resolver).processToClaims(token));
    } catch (InvalidJwtException e) {
      if (isUnreachable(e)) {
        LOG.warn("the key set of the token issuer cannot be fetched"); // the cause would carry the token
        throw new ProblemException(ProblemType.UNAVAILABLE, "The token's issuer cannot be reached right now; try again.");
      }
      return null;
    } catch (MalformedClaimException e) {
      return null;
    }
  }

  private JwtConsumer consumer(VerificationKeyResolver resolver) {
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(resolver)
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, settings.algorithms().toArray(String[]::new)))
        .setExpectedIssuer(true, settings.issuer().orElseThrow())
        .setExpectedAudience(true, settings.audience().orElseThrow())
        .setRequireSubject()
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds(Math.toIntExact(settings.clockSkew().toSeconds()))
        .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
        .build();
  }

  private @Nullable Caller caller(JwtClaims token) throws MalformedClaimException {
    TokenClaims claims = new TokenClaims(token.getClaimsMap());
    UUID tenant = uuid(claims.text(settings.tenantClaim()));
    String subject = token.getSubject();
    if (tenant == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT || !tenants.exists(tenant)) {
      return null;
    }
    Set<String> scopes = new HashSet<>(claims.words(settings.scopeClaim()));
    scopes.retainAll(Scope.ALL);
    String actor = "subject:" + subject;
    return new Caller(tenant, actor, actor, Set.copyOf(scopes));
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isUnreachable(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
