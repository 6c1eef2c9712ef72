package dev.perennial.editing;

import dev.perennial.platform.http.Problem;
import dev.perennial.platform.http.ProblemException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to a bulk request (207): one entry per item, in order. */
public record BulkResult(List<Item> items) {
  private static final int MULTI_STATUS = 207;

  /**
   * @param index position in the request, from 0
   * @param status HTTP status the item would have got alone: 201 created, 200 updated or unchanged, 4xx
   * @param id the object, null when the item failed
   */
  public record Item(int index, int status, @Nullable UUID id, @Nullable Problem problem) {}

  public static Response answer(List<Written> written) {
    return Response.status(MULTI_STATUS)
        .entity(new BulkResult(written.stream().map(BulkResult::item).toList()))
        .build();
  }

  private static Item item(Written written) {
    ProblemException failure = written.failure();
    if (failure != null) {
      return new Item(
          written.index(), failure.type().status(), null,
          Problem.of(failure.type(), failure.detail(), failure.errors(), null, null));
    }
    return new Item(
        written.index(), written.status() == Written.Status.CREATED ? 201 : 200, written.id(), null);
  }

  /** With {@code atomic=true}: the first failure as the answer, and nothing is written. */
  public static List<Written> atomic(List<Written> written) {
    for (Written item : written) {
      ProblemException failure = item.failure();
      if (failure != null) {
        String at = "/items/" + item.index();
        throw new ProblemException(
            failure.type(), "Item " + item.index() + ": " + failure.detail() + " Nothing was written.",
            failure.errors().stream().map(error -> error.within(at + "/data")).toList());
      }
    }
    return written;
  }
}
