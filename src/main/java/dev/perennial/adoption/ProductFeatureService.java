package dev.perennial.adoption;

import dev.perennial.history.PointInTime;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.tenant.ConfigurationAudit;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Product features: stored, and who has adopted them. */
@ApplicationScoped
public class ProductFeatureService {
  private static final List<SortKey<NonAdopter>> SORTS =
      List.of(new SortKey<>("daysAvailable", "passed", "bigint", NonAdopter::daysAvailable));

  private final ProductFeatureRepository features;
  private final FeatureAdoptionRepository repository;
  private final PointsInTime points;
  private final SettingsService settings;
  private final ConfigurationAudit audit;
  private final CallerContext callers;
  private final Clock clock;

  ProductFeatureService(
      ProductFeatureRepository features, FeatureAdoptionRepository repository, PointsInTime points,
      SettingsService settings, ConfigurationAudit audit, CallerContext callers, Clock clock) {
    this.features = features;
    this.repository = repository;
    this.points = points;
    this.settings = settings;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  List<ProductFeatureView> list() {
    return features.all();
  }

  ProductFeatureView get(String code) {
    return features.find(code).orElseThrow(() -> ProblemException.notFound("product feature"));
  }

  @Transactional
  public ProductFeatureView put(String code, ProductFeatureRequest request) {
    Codes.check(code);
    if (request.productId() != null && !features.productExists(request.productId())) {
      throw ProblemException.invalid(FieldError.at("/productId", "not_found", "There is no product " + request.productId() + "."));
    }
    ProductFeatureView feature =
        new ProductFeatureView(
            code, request.name().strip(), request.productId(), request.releaseDate(), request.predicate(), clock.instant());
    features.put(feature);
    audit.changed("product_feature.stored", "product_feature", callers.tenantId(), feature);
    return feature;
  }

  FeatureAdoptionView adoption(String code) {
    ProductFeatureView feature = get(code);
    PointInTime now = points.now();
    List<FeatureAdoptionRepository.Row> rows = repository.groups(feature, now, settings.recent().zone());
    return new FeatureAdoptionView(
        code, feature.name(), feature.releaseDate(), now.knownAt(), rows.getFirst().group(),
        rows.stream().filter(row -> !row.isTotal()).map(FeatureAdoptionRepository.Row::group).toList());
  }

  Page<NonAdopter> nonAdopters(String code, PageRequest request) {
    ProductFeatureView feature = get(code);
    Keyset<NonAdopter> keyset = Keyset.of(request, "-daysAvailable", SORTS, "customer_id", NonAdopter::customerId, code);
    return keyset.page(repository.nonAdopters(feature, points.now(), settings.recent().zone(), keyset));
  }
}
