package dev.perennial.tenant;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.http.Get;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/**
 * The issuer's public keys. Fetched when first needed, cached, and fetched again when a token names a key that is not there;
 * that happens at most once per pause, so that nobody can make us hammer the issuer, or wait for it again and again while it
 * is down. The keys of the last success stay good for an hour of failures.
 */
final class TokenKeys {
  private static final Duration GOOD_WITHOUT_ISSUER = Duration.ofHours(1);

  private TokenKeys() {}

  static VerificationKeyResolver of(String location, TokenSettings settings, Clock clock) {
    Get get = new Get();
    get.setConnectTimeout(millis(settings.timeout()));
    get.setReadTimeout(millis(settings.timeout()));
    get.setRetries(0);
    HttpsJwks keys = new HttpsJwks(location);
    keys.setSimpleHttpGet(new Restrained(get, settings.keysPause(), clock));
    keys.setDefaultCacheDuration(settings.keysCached().toSeconds());
    keys.setRefreshReprieveThreshold(settings.keysPause().toMillis());
    keys.setRetainCacheOnErrorDuration(GOOD_WITHOUT_ISSUER.toSeconds());
    return new HttpsJwksVerificationKeyResolver(keys);
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  /** Does not try again right after a failure: requests are answered at once instead of each waiting for a time-out. */
  private static final class Restrained implements SimpleGet {
    private final SimpleGet get;
    private final Duration pause;
    private final Clock clock;
    private volatile Instant notBefore = Instant.MIN;

    Restrained(SimpleGet get, Duration pause, Clock clock) {
      this.get = get;
      this.pause = pause;
      this.clock = clock;
    }

    @Override
    public SimpleResponse get(String location) throws IOException {
      if (clock.instant().isBefore(notBefore)) {
        throw new IOException("the key set could not be fetched a moment ago");
      }
      try {
        return get.get(location);
      } catch (IOException e) {
        notBefore = clock.instant().plus(pause);
        throw e;
      }
    }
  }
}
