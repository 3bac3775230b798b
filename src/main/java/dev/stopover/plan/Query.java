package dev.stopover.plan;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A query of the application as it is written for the old schema and for the new one, so that both can be measured.
 *
 * @param parameters a query whose rows are the values of $1, $2 and so on, one row for each execution in turn
 * @param atMost how many times as long the new one may take in the median
 */
public record Query(
        String name, Optional<String> parameters, String before, String after, Optional<BigDecimal> atMost) {}
