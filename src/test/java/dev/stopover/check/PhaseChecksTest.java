package dev.stopover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.plan.Bound;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseChecksTest {
    private static final Transfer OWNERS =
            CheckFixture.transfer("owners", "owners", "users", "id").done();
    private static final Transfer CUSTOMERS =
            CheckFixture.transfer("customers", "customers", "users", "id").done();
    private static final Transfer LATE =
            CheckFixture.transfer("late", "latecomers", "users", "id").done();

    @Test
    void eachTransferIsCountedWithItsTargetAndCompared() {
        // Given
        Check own = new Check.Sql("own", "select 1", new Bound.Expect("1"));
        Phase first = CheckFixture.phase(List.of(OWNERS, CUSTOMERS), List.of(own));
        Phase second = CheckFixture.phase(List.of(LATE), List.of());
        Plan plan = CheckFixture.plan(first, second);

        // When
        List<Check> checks = PhaseChecks.of(plan, first);
        List<Check> later = PhaseChecks.of(plan, second);

        // Then
        assertThat(checks)
                .containsExactly(
                        new Check.Count("owners: rows counted", List.of("owners", "customers")),
                        new Check.Equal("owners: rows equal", "owners"),
                        new Check.Count("customers: rows counted", List.of("owners", "customers")),
                        new Check.Equal("customers: rows equal", "customers"),
                        own);
        assertThat(later)
                .containsExactly(
                        new Check.Count("late: rows counted", List.of("owners", "customers", "late")),
                        new Check.Equal("late: rows equal", "late"));
    }
}
