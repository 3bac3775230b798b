package dev.stopover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.failure.UsageException;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.PlanProblem;
import dev.stopover.plan.Position;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureReportTest {
    @ParameterizedTest
    @EnumSource(value = ExitCode.class, names = "DONE", mode = EnumSource.Mode.EXCLUDE)
    void everyCategoryEndsTheProcessWithItsCode(ExitCode exitCode) {

        // When
        FailureReport report = FailureReport.of(new RuntimeException("wrapped", failure(exitCode)));

        // Then
        assertThat(report.exitCode()).isEqualTo(exitCode);
        assertThat(report.text(new Style(false), false))
                .startsWith("error: ")
                .contains(String.valueOf(failure(exitCode).getMessage()))
                .contains(failure(exitCode).remedy());
    }

    @Test
    void anUnexpectedFailureNeedsAPersonAndShowsItsTraceOnlyWhenAskedTo() {
        // When
        FailureReport report = FailureReport.of(new IllegalStateException("outer", new ArithmeticException("inner")));

        // Then
        assertThat(report.exitCode()).isEqualTo(ExitCode.NEEDS_ATTENTION);
        assertThat(report.text(new Style(false), false)).isEqualTo("""
                        error: unexpected IllegalStateException: inner
                          Run the command again with --verbose and report what it prints.
                        """);
        assertThat(report.text(new Style(false), true)).contains("at " + FailureReportTest.class.getName());
    }

    @Test
    void aLostConnectionIsWorthAnotherTry() {
        // When
        FailureReport report =
                FailureReport.of(new RuntimeException(new SQLException("terminating connection", "57P01")));

        // Then
        assertThat(report.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void aMissingPrivilegeBlocks() {
        // When
        FailureReport report =
                FailureReport.of(new RuntimeException(new SQLException("permission denied for table x", "42501")));

        // Then
        assertThat(report.exitCode()).isEqualTo(ExitCode.BLOCKED);
    }

    @Test
    void saysTheSameAsJson() {
        // When
        FailureReport report = FailureReport.of(new BlockedException("the gate is closed", "Wait."));

        // Then
        assertThat(report.json())
                .hasToString("{\"error\":{\"message\":\"the gate is closed\",\"remedy\":\"Wait.\",\"exitCode\":4,"
                        + "\"meaning\":\"blocked: a gate or preflight refused\"}}");
    }

    private static StopoverException failure(ExitCode exitCode) {
        return switch (exitCode) {
            case WRONG_USAGE -> new UsageException("wrong", "Do it right.");
            case INVALID_PLAN ->
                new InvalidPlanException(
                        List.of(new PlanProblem(new Position("plan.yaml", 3, 5), "unknown key", "Remove it.")));
            case BLOCKED -> new BlockedException("closed", "Wait.");
            case ROLLED_BACK -> new RolledBack();
            case NEEDS_ATTENTION -> new FailedException("failed", "Look.");
            case UNREACHABLE -> new UnreachableException("away", "Try again.");
            case INTERRUPTED, TERMINATED -> new StoppedException(exitCode);
            case DONE -> throw new IllegalArgumentException("not a failure");
        };
    }

    private static final class RolledBack extends StopoverException {
        private static final long serialVersionUID = 1L;

        RolledBack() {
            super(ExitCode.ROLLED_BACK, "rolled back", "See the report.", null);
        }
    }
}
