package dev.perennial.adoption;

import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
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
import dev.perennial.tenant.Replacement;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Product features: stored, and who has adopted them. */
@ApplicationScoped
public class ProductFeatureService {
  private static final List<SortKey<NonAdopter>> SORTS =
      List.of(new SortKey<>("daysAvailable", "passed", "bigint", NonAdopter::daysAvailable));

  private final ProductFeatureRepository features;
  private final FeatureAdoptionRepository repository;
  private final PointsInTime points;
  private final SettingsService settings;
  private final Replacement replacement;
  private final ConfigurationAudit audit;
  private final References references;
  private final CallerContext callers;
  private final Clock clock;

  ProductFeatureService(
      ProductFeatureRepository features, FeatureAdoptionRepository repository, PointsInTime points,
      SettingsService settings, Replacement replacement, ConfigurationAudit audit, References references, CallerContext callers, Clock clock) {
    this.features = features;
    this.repository = repository;
    this.points = points;
    this.settings = settings;
    this.replacement = replacement;
    this.audit = audit;
    this.references = references;
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
  public ProductFeatureView put(String code, ProductFeatureRequest request, @Nullable Long ifMatch) {
    Codes.check(code);
    @Nullable UUID product = references.find(ResourceType.PRODUCT, request.productId()).orElse(null);
    if (request.productId() != null && product == null) {
      throw ProblemException.invalid(FieldError.at("/productId", "not_found", "There is no product " + request.productId() + "."));
    }
    long version =
        replacement.nextVersion("product feature", code, ifMatch, () -> features.find(code), ProductFeatureView::version);
    ProductFeatureView feature =
        new ProductFeatureView(
            code, version, request.name().strip(), product, request.releaseDate(), request.predicate(), clock.instant());
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
