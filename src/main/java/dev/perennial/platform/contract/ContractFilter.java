package dev.perennial.platform.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.info.Info;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.IndexView;

/** Completes the contract at build time, so that the committed file, the served one and the tests see the same. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {
  private static final String BEARER = "bearer";

  /** Tags in the order of the tour: what a newcomer meets first stands first. */
  private static final Map<String, String> TAGS = new LinkedHashMap<>();

  static {
    TAGS.put("Customers", "Companies: hierarchy, assignments, attributes, revenue and risk at a glance.");
    TAGS.put("Contacts", "People at customers. Personal data lives here and nowhere else.");
    TAGS.put("Products", "What is sold.");
    TAGS.put("Contracts", "Contracts with their lines: terms, ramps, evergreen, succession.");
    TAGS.put("Renewals", "One decision each: board, stages, notice, outcome.");
    TAGS.put("Signals", "Dated facts about customers, and the timeline they make.");
    TAGS.put("Trigger events", "Facts that may change a decision: posted, or detected by rules.");
    TAGS.put("Engagement", "Who is in touch with whom: silence, cadence, whether we may contact a customer.");
    TAGS.put("Surveys", "Answers and what they add up to: NPS, CSAT, CES.");
    TAGS.put("Feedback", "What customers said, until they are told what became of it.");
    TAGS.put("Tickets", "Open, severe and ageing ones, made from their facts.");
    TAGS.put("Advocacy", "What customers do for us, and their contacts with competitors.");
    TAGS.put("Adoption", "How far customers got with the product, and since when nothing is new to them.");
    TAGS.put("Entitlements", "What was bought of metered units, and how much of it is used.");
    TAGS.put("Success metrics", "What customers measure their success by, in their words; measurements, follow-ups, questions.");
    TAGS.put("Purchase criteria", "What customers judge by, and how well it is delivered.");
    TAGS.put("Risk", "Scores, why, why they changed, replay, and the worklist.");
    TAGS.put("Models", "Feature sets and scoring models, versioned and immutable.");
    TAGS.put("Analyses", "What predicts and triggers renewal and loss, who sees further, and what programmes did.");
    TAGS.put("Programmes", "What is offered to whom, assigned by chance, and what it did.");
    TAGS.put("Imports", "CSV and NDJSON, streamed, with a mapping of their columns.");
    TAGS.put("Jobs", "Long work: state, counts, progress, errors, result; cancel.");
    TAGS.put("Change feed", "Everything that changed, in order; and who changed it.");
    TAGS.put("Settings", "Currency, time zone, thresholds, exchange rates, look-ups.");
    TAGS.put("Users", "Your own people.");
    TAGS.put("Privacy", "What is held about a person, erasure, and how long things are kept.");
    TAGS.put("Access", "Who am I; API keys.");
  }

  private final IndexView index;

  public ContractFilter(IndexView index) {
    this.index = index;
  }

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    contract.setInfo(info());
    contract.setServers(List.of(OASFactory.createServer().url("/").description("This service")));
    if (contract.getComponents() == null) {
      contract.setComponents(OASFactory.createComponents());
    }
    contract
        .getComponents()
        .addSecurityScheme(
            BEARER,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API key (`prn_…`), or a token of the identity provider where one is configured."));
    contract.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
    contract.setTags(TAGS.entrySet().stream().map(ContractFilter::tag).toList());
    Schemas schemas = new Schemas(index);
    Problems.addTo(contract.getComponents());
    schemas.complete(contract);
    Headers.addTo(contract.getComponents());
    Examples examples = new Examples();
    contract
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation, contract.getComponents(), examples)));
    Expansions.describe(contract);
    Changes.describe(contract);
    SchemaNames.improve(contract);
    dropUnused(contract);
  }

  private static void dropUnused(OpenAPI contract) {
    Stream<Schema> roots =
        Stream.of(
                SchemaWalk.ofRequests(contract), SchemaWalk.ofAnswers(contract), SchemaWalk.ofParameters(contract))
            .flatMap(schemas -> schemas);
    Components components = contract.getComponents();
    Set<String> used = SchemaWalk.named(roots, components);
    List.copyOf(components.getSchemas().keySet()).stream()
        .filter(name -> !used.contains(name))
        .forEach(components::removeSchema);
  }

  private static void complete(
      String path, PathItem.HttpMethod method, Operation operation, Components components, Examples examples) {
    MediaTypes.name(operation);
    Problems.describe(path, method, operation);
    Parameters.describe(operation);
    Headers.describe(method, operation, components);
    examples.addTo(operation);
  }

  private static Tag tag(Map.Entry<String, String> entry) {
    return OASFactory.createTag().name(entry.getKey()).description(entry.getValue());
  }

  private static Info info() {
    return OASFactory.createInfo()
        .title("Perennial")
        .version("v1")
        .description(
            "Renewal intelligence: which customers will not renew, how sure we are, exactly why, and what it is worth."
                + " Every failure is `application/problem+json`; lists page by cursor; writes take `If-Match`, which replacing configuration"
                + " requires, and `Idempotency-Key`. Every answer says in `RateLimit` where your quotas stand.")
        .license(OASFactory.createLicense().name("Apache-2.0").identifier("Apache-2.0"));
  }
}
