package dev.perennial.platform.http;

/** A reply that shows a secret once; what is stored of it must not hold the secret. */
public interface CarriesSecret {
  Object withoutSecret();
}
