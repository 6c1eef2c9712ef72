package dev.perennial.platform.db;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * SQL by hand for facts, ledgers, versions and boards. Statements join the transaction of the request when there is one
 * and otherwise run by themselves (one round trip).
 */
@Singleton
class JdbiProducer {
  @Produces
  @Singleton
  Jdbi jdbi(
      DataSource dataSource,
      ObjectMapper json,
      @ConfigProperty(name = "perennial.database.transaction-pooling") boolean transactionPooling) {
    Jdbi jdbi =
        transactionPooling ? Jdbi.create(new CommittingConnections(dataSource)) : Jdbi.create(dataSource);
    jdbi.setTransactionHandler(new CMTTransactionHandler());
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(TemplateEngine.NOP) // SQL is written as it runs; "<" is only ever "less than"
        .setUnusedBindingAllowed(true);
    jdbi.registerArrayType(UUID.class, "uuid");
    jdbi.registerArrayType(String.class, "text");
    jdbi.registerArrayType(Integer.class, "int4");
    jdbi.registerArrayType(Long.class, "int8");
    jdbi.registerArrayType(Double.class, "float8");
    jdbi.registerArgument(new JsonArgumentFactory(json));
    jdbi.registerColumnMapper(
        JsonNode.class,
        (row, column, context) -> {
          String text = row.getString(column);
          return text == null ? null : Json.read(json, text);
        });
    return jdbi;
  }

  /** Binds a JSON tree as jsonb. */
  private static final class JsonArgumentFactory extends AbstractArgumentFactory<JsonNode> {
    private final ObjectMapper json;

    JsonArgumentFactory(ObjectMapper json) {
      super(Types.OTHER);
      this.json = json;
    }

    @Override
    protected Argument build(JsonNode value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setObject(position, Json.jsonb(json, value));
    }
  }

}
