package dev.stopover.plan;

import java.math.BigDecimal;

/** What a measured value must be. */
public sealed interface Bound {
    /** Exactly this; numbers compare as numbers, anything else as text. */
    record Expect(String value) implements Bound {}

    /** This or more. */
    record AtLeast(BigDecimal value) implements Bound {}

    /** This or less. */
    record AtMost(BigDecimal value) implements Bound {}
}
