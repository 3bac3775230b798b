package dev.stopover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.database.SqlState;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StopoverException;
import dev.stopover.plan.InvalidPlanException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a person and a script are told about a failure: the one place where an exception becomes a line and an exit code.
 *
 * @param remedy what to do next; may be empty
 */
record FailureReport(ExitCode exitCode, String message, String remedy, Throwable failure) {
    static FailureReport of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StopoverException known) {
                return new FailureReport(known.exitCode(), String.valueOf(known.getMessage()), known.remedy(), failure);
            }
        }
        String state = SqlState.of(failure);
        if (SqlState.isConnectionLoss(state)) {
            return new FailureReport(
                    ExitCode.UNREACHABLE,
                    "the connection to the database was lost: " + rootMessage(failure),
                    "Run the same command again when the server answers.",
                    failure);
        }
        if (state.equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            return new FailureReport(
                    ExitCode.BLOCKED,
                    "the role may not do this: " + rootMessage(failure),
                    "Grant it the right, or use another role with --user.",
                    failure);
        }
        return new FailureReport(
                ExitCode.NEEDS_ATTENTION,
                "unexpected " + failure.getClass().getSimpleName() + ": " + rootMessage(failure),
                "Run the command again with --verbose and report what it prints.",
                failure);
    }

    /** For the error stream: message, remedy, and the stack trace when one is wanted. */
    String text(Style style, boolean verbose) {
        boolean listsProblems = exitCode == ExitCode.INVALID_PLAN && failure instanceof InvalidPlanException;
        StringBuilder text = new StringBuilder(style.bad("error: "))
                .append(listsProblems ? "the plan is invalid\n" : "")
                .append(message)
                .append('\n');
        if (!remedy.isEmpty()) {
            text.append("  ").append(remedy).append('\n');
        }
        if (verbose) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            text.append(trace);
        }
        return text.toString();
    }

    ObjectNode json() {
        ObjectNode error = Json.object();
        error.put("message", message);
        if (!remedy.isEmpty()) {
            error.put("remedy", remedy);
        }
        error.put("exitCode", exitCode.code());
        error.put("meaning", exitCode.meaning());
        ObjectNode report = Json.object();
        report.set("error", error);
        return report;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
