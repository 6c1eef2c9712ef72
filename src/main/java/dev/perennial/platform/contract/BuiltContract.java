package dev.perennial.platform.contract;

import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves the contract at {@code /openapi} as the build wrote it, YAML unless JSON is asked for by the path's ending, by
 * {@code ?format=json} or by {@code Accept}. The framework would read, build and write it anew at every start, for filters
 * of run time that we do not have: a quarter of the time that a start takes.
 */
@ApplicationScoped
public class BuiltContract {
  private static final int BEFORE_THE_FRAMEWORK = -10;
  private static final String CACHING = "no-cache";

  /** To be called before the framework starts: it then finds no document to build. */
  public static void keepFromTheFramework() {
    OpenApiConstants.classLoader =
        new ClassLoader(BuiltContract.class.getClassLoader()) {
          @Override
          public @Nullable InputStream getResourceAsStream(String name) {
            return name.startsWith(OpenApiConstants.BASE_NAME) ? null : super.getResourceAsStream(name);
          }
        };
  }

  void register(@Observes Router router) {
    router.getWithRegex("/openapi(\\.json|\\.yaml|\\.yml)?").order(BEFORE_THE_FRAMEWORK).handler(BuiltContract::answer);
  }

  private static void answer(RoutingContext context) {
    Format format = format(context);
    context
        .response()
        .putHeader("Content-Type", format.getMimeType() + ";charset=UTF-8")
        .putHeader("Cache-Control", CACHING)
        .end(Buffer.buffer(document(format)));
  }

  private static Format format(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.contains(".")) {
      return path.endsWith(".json") ? Format.JSON : Format.YAML;
    }
    String accept = Objects.requireNonNullElse(context.request().getHeader("Accept"), "");
    boolean asked = "json".equalsIgnoreCase(context.request().getParam("format"));
    return asked || accept.contains(Format.JSON.getMimeType()) ? Format.JSON : Format.YAML;
  }

  /** Half a megabyte that developers ask for: read at each request rather than held for all time. */
  private static byte[] document(Format format) {
    String name = OpenApiConstants.BASE_NAME + "." + format;
    try (InputStream source = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      return Objects.requireNonNull(source, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
