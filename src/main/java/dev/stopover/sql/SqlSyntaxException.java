package dev.stopover.sql;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StopoverException;

/** SQL text that cannot be taken apart: something is left open, or is not for the server at all. */
public final class SqlSyntaxException extends StopoverException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int line;
    private final int column;

    public SqlSyntaxException(String file, int line, int column, String problem, String remedy) {
        super(ExitCode.INVALID_PLAN, file + ":" + line + ":" + column + ": " + problem, remedy, null);
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }
}
