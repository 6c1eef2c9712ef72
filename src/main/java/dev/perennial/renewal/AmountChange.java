package dev.perennial.renewal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a renewal changed, annualised, contract currency: other prices, other quantities, other
 * products. The parts add up to the renewed amount less the amount before, exactly.
 *
 * @param price quantity after × change of unit price, products in both
 * @param quantity change of quantity × unit price before, products in both
 * @param product products that came less products that went
 */
record AmountChange(BigDecimal price, BigDecimal quantity, BigDecimal product) {
  private static final int SCALE = 4;

  BigDecimal total() {
    return price.add(quantity).add(product);
  }

  /** Nothing known but the amounts: all of it is price. */
  static AmountChange ofPrice(BigDecimal before, BigDecimal after) {
    BigDecimal zero = BigDecimal.ZERO.setScale(SCALE);
    return new AmountChange(
        after.subtract(before).setScale(SCALE, RoundingMode.HALF_EVEN), zero, zero);
  }

  static AmountChange between(List<ContractTerms.Line> before, List<ContractTerms.Line> after) {
    Map<UUID, Sum> old = byProduct(before);
    Map<UUID, Sum> now = byProduct(after);
    BigDecimal price = BigDecimal.ZERO;
    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal product = BigDecimal.ZERO;
    TreeSet<UUID> products = new TreeSet<>(old.keySet());
    products.addAll(now.keySet());
    for (UUID id : products) {
      Sum was = old.getOrDefault(id, Sum.NOTHING);
      Sum is = now.getOrDefault(id, Sum.NOTHING);
      BigDecimal change = is.amount.subtract(was.amount);
      if (was == Sum.NOTHING || is == Sum.NOTHING) {
        product = product.add(change);
      } else {
        BigDecimal more =
            was.quantity.signum() == 0
                ? BigDecimal.ZERO
                : was.amount
                    .multiply(is.quantity.subtract(was.quantity))
                    .divide(was.quantity, SCALE, RoundingMode.HALF_EVEN);
        quantity = quantity.add(more);
        price = price.add(change.subtract(more));
      }
    }
    return new AmountChange(scaled(price), scaled(quantity), scaled(product));
  }

  /**
   * A part of the change, when one successor follows several contracts; the product part takes the
   * rounding.
   */
  AmountChange share(BigDecimal share, BigDecimal total) {
    BigDecimal ofPrice = scaled(price.multiply(share));
    BigDecimal ofQuantity = scaled(quantity.multiply(share));
    return new AmountChange(
        ofPrice, ofQuantity, scaled(total).subtract(ofPrice).subtract(ofQuantity));
  }

  private static BigDecimal scaled(BigDecimal value) {
    return value.setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  private static Map<UUID, Sum> byProduct(List<ContractTerms.Line> lines) {
    Map<UUID, Sum> sums = new HashMap<>();
    for (ContractTerms.Line line : lines) {
      sums.merge(line.productId(), new Sum(line.quantity(), line.annual()), Sum::plus);
    }
    return sums;
  }

  private record Sum(BigDecimal quantity, BigDecimal amount) {
    static final Sum NOTHING = new Sum(BigDecimal.ZERO, BigDecimal.ZERO);

    Sum plus(Sum other) {
      return new Sum(quantity.add(other.quantity), amount.add(other.amount));
    }
  }
}
