package dev.perennial.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The world's objects as the bodies an import would send. */
final class Documents {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Documents() {}

  static ObjectNode user(DemoWorld.User user) {
    ObjectNode body = JSON.objectNode().put("name", user.name()).put("email", user.email());
    body.set("roles", texts(user.roles()));
    return body;
  }

  static ObjectNode product(DemoWorld.Product product) {
    return JSON.objectNode().put("code", product.code()).put("name", product.name()).put("family", product.family());
  }

  static ObjectNode customer(DemoWorld.Customer customer) {
    ObjectNode body =
        JSON.objectNode()
            .put("name", customer.name())
            .put("status", customer.status())
            .put("tier", customer.tier())
            .put("sizeClass", customer.sizeClass())
            .put("region", customer.region())
            .put("currency", customer.currency());
    body.set("parentId", reference(customer.parent()));
    body.set("referredById", reference(customer.referredBy()));
    ObjectNode assignments = body.putObject("assignments");
    assignments.set("csmId", reference(customer.csm()));
    assignments.set("renewalManagerId", reference(customer.renewalManager()));
    assignments.set("accountExecutiveId", reference(customer.accountExecutive()));
    ObjectNode attributes = body.putObject("attributes");
    customer.attributes().forEach((name, value) -> attributes.set(name, value(value)));
    return body;
  }

  static ObjectNode contact(DemoWorld.Contact contact) {
    ObjectNode body =
        JSON.objectNode().put("name", contact.name()).put("email", contact.email()).put("title", contact.title());
    body.set("customerId", reference(contact.customer()));
    body.set("roles", texts(contact.roles()));
    if (contact.left() != null) {
      body.put("leftDate", contact.left().toString());
    }
    return body;
  }

  static ObjectNode contract(DemoWorld.Contract contract) {
    ObjectNode body =
        JSON.objectNode()
            .put("number", contract.number())
            .put("kind", contract.kind())
            .put("signedDate", contract.signed().toString())
            .put("startDate", contract.start().toString())
            .put("evergreen", contract.end() == null)
            .put("autoRenew", contract.autoRenew())
            .put("noticeDays", contract.noticeDays())
            .put("currency", contract.currency());
    if (contract.end() != null) {
      body.put("endDate", contract.end().toString());
    }
    if (contract.termMonths() != null) {
      body.put("termMonths", contract.termMonths());
    }
    body.set("customerId", reference(contract.customer()));
    body.set("billToCustomerId", reference(contract.billTo()));
    ArrayNode renews = body.putArray("renewsContractIds");
    contract.renews().forEach(key -> renews.add(reference(key)));
    ArrayNode lines = body.putArray("lines");
    contract.lines().forEach(line -> lines.add(line(line)));
    ArrayNode pauses = body.putArray("pauses");
    for (DemoWorld.Pause pause : contract.pauses()) {
      pauses
          .addObject()
          .put("fromDate", pause.from().toString())
          .put("toDate", pause.to().toString())
          .put("extendsEnd", pause.extendsEnd());
    }
    return body;
  }

  private static ObjectNode line(DemoWorld.Line line) {
    ObjectNode body =
        JSON.objectNode()
            .put("quantity", line.quantity().toPlainString())
            .put("unitPrice", line.unitPrice().toPlainString())
            .put("discountPercent", line.discountPercent().toPlainString())
            .put("chargeType", line.chargeType())
            .put("amountPeriod", line.amountPeriod());
    body.set("productId", reference(line.product()));
    if (line.start() != null) {
      body.put("startDate", line.start().toString());
    }
    if (line.end() != null) {
      body.put("endDate", line.end().toString());
    }
    return body;
  }

  private static JsonNode value(Object value) {
    return switch (value) {
      case Integer number -> JSON.numberNode(number);
      case Boolean truth -> JSON.booleanNode(truth);
      default -> JSON.textNode(value.toString());
    };
  }

  private static JsonNode reference(@Nullable String key) {
    return key == null
        ? JSON.nullNode()
        : JSON.objectNode().put("source", DemoWorld.SOURCE).put("externalId", key);
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
