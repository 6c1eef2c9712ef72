package dev.perennial.adoption;

import jakarta.inject.Singleton;
import java.util.List;

/** The stored features, for whoever asks what is new to a customer. */
@Singleton
public class ProductFeatures {
  private final ProductFeatureRepository repository;

  ProductFeatures(ProductFeatureRepository repository) {
    this.repository = repository;
  }

  /** All of them, by code; one round trip. */
  public List<ProductFeatureView> all() {
    return repository.all();
  }
}
