package dev.stopover.plan;

import java.math.BigDecimal;

/**
 * What a feature flag says once its phase is completed.
 *
 * @param percent for how many of a hundred keys it is on; two decimals at most
 */
public record Flag(String name, BigDecimal percent) {
    /** On for everybody. */
    public static final BigDecimal ALL = BigDecimal.valueOf(100);

    public Flag {
        percent = percent.stripTrailingZeros();
        if (!Names.NAME.matcher(name).matches()
                || percent.signum() < 0
                || percent.compareTo(ALL) > 0
                || percent.scale() > 2) {
            throw new IllegalArgumentException("flag " + name + " for " + percent + " %");
        }
    }

    /** The share as a plan writes it. */
    public String share() {
        return percent.toPlainString() + "%";
    }
}
