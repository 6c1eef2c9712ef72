package dev.perennial.adoption;

import dev.perennial.history.PointInTime;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.ConfigurationAudit;
import dev.perennial.tenant.Replacement;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adoption paths: stored, and where all customers stand on them. */
@ApplicationScoped
public class AdoptionPathService {
  private final AdoptionPathRepository paths;
  private final AdoptionRepository repository;
  private final PointsInTime points;
  private final SettingsService settings;
  private final Replacement replacement;
  private final ConfigurationAudit audit;
  private final CallerContext callers;
  private final Clock clock;

  AdoptionPathService(
      AdoptionPathRepository paths, AdoptionRepository repository, PointsInTime points, SettingsService settings,
      Replacement replacement, ConfigurationAudit audit, CallerContext callers, Clock clock) {
    this.paths = paths;
    this.repository = repository;
    this.points = points;
    this.settings = settings;
    this.replacement = replacement;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  List<AdoptionPathView> list() {
    return paths.all();
  }

  AdoptionPathView get(String code) {
    return paths.find(code).orElseThrow(() -> ProblemException.notFound("adoption path"));
  }

  @Transactional
  public AdoptionPathView put(String code, AdoptionPathRequest request, @Nullable Long ifMatch) {
    Codes.check(code);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < request.steps().size(); i++) {
      String step = request.steps().get(i).code();
      if (!seen.add(step)) {
        throw ProblemException.invalid(
            FieldError.at("/steps/" + i + "/code", "taken", "Another step of the path has the code " + step + "."));
      }
    }
    long version =
        replacement.nextVersion("adoption path", code, ifMatch, () -> paths.find(code), AdoptionPathView::version);
    AdoptionPathView path =
        new AdoptionPathView(
            code, version, request.name().strip(), Boolean.TRUE.equals(request.strictOrder()), request.steps(), clock.instant());
    paths.put(path);
    audit.changed("adoption_path.stored", "adoption_path", callers.tenantId(), path);
    return path;
  }

  PathProgressView progress(String code) {
    AdoptionPathView path = get(code);
    PointInTime now = points.now();
    return summary(path, now, repository.figures(path, now, settings.recent().zone()));
  }

  private static PathProgressView summary(AdoptionPathView path, PointInTime now, List<PathFigures> rows) {
    int size = path.steps().size();
    int[] reached = new int[size + 1];
    PathFigures[] steps = new PathFigures[size];
    PathFigures[] next = new PathFigures[size];
    for (PathFigures row : rows) {
      switch (row.part()) {
        case "REACHED" -> reached[row.step()] = row.customers();
        case "NEXT" -> next[row.step() - 1] = row;
        default -> steps[row.step() - 1] = row;
      }
    }
    int customers = java.util.Arrays.stream(reached).sum();
    List<PathProgressView.StepsReached> distribution = new ArrayList<>();
    for (int i = 0; i <= size; i++) {
      distribution.add(new PathProgressView.StepsReached(i, reached[i]));
    }
    List<PathProgressView.StepTimes> times = new ArrayList<>();
    int stalled = 0;
    for (int i = 0; i < size; i++) {
      int waiting = next[i] == null ? 0 : next[i].customers();
      int late = next[i] == null ? 0 : next[i].stalled();
      stalled += late;
      times.add(step(path.steps().get(i), steps[i], customers, waiting, late));
    }
    return new PathProgressView(path.code(), path.name(), now.knownAt(), customers, stalled, distribution, times);
  }

  private static PathProgressView.StepTimes step(AdoptionStep step, PathFigures row, int customers, int waiting, int stalled) {
    return new PathProgressView.StepTimes(
        step.code(), step.name(), row.customers(), customers == 0 ? 0 : (double) row.customers() / customers,
        row.quartile(0), row.quartile(1), row.quartile(2), waiting, stalled);
  }

  Page<PathCustomer> customers(String code, @Nullable Boolean stalled, @Nullable Integer stepsReached, PageRequest request) {
    AdoptionPathView path = get(code);
    Filters filters =
        new Filters()
            .and("(p.overdue_days > 0) = :stalled", "stalled", stalled)
            .and("p.steps_reached = :stepsReached", "stepsReached", stepsReached);
    Keyset<PathCustomer> keyset =
        Keyset.of(request, "-overdueDays", PathSql.SORTS, "p.customer_id", PathCustomer::customerId, code + filters);
    return keyset.page(repository.customers(path, points.now(), settings.recent().zone(), keyset, filters));
  }
}
