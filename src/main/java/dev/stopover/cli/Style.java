package dev.stopover.cli;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Colours and tables.
 *
 * @param colour whether escape codes are wanted
 */
record Style(boolean colour) {
    private static final Pattern CODES = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final int BOLD = 1;
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;

    String bold(String text) {
        return styled(BOLD, text);
    }

    String bad(String text) {
        return styled(RED, text);
    }

    /** A state in the colour that its meaning has everywhere. */
    String state(String state) {
        return switch (state) {
            case "completed", "passed", "copied", "done", "restored", "taken", "proven" -> styled(GREEN, state);
            case "failed", "rolled-back", "lost", "broken", "blocked" -> styled(RED, state);
            case "running", "soaking", "waiting", "rolling-back", "stopped", "copying", "working" ->
                styled(YELLOW, state);
            default -> state;
        };
    }

    /** Rows under each other, indented, each column as wide as its widest cell. */
    String table(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append("  ").append(cell).append(" ".repeat(width(rows, column) - length(cell)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static int length(String cell) {
        return CODES.matcher(cell).replaceAll("").length();
    }

    private String styled(int code, String text) {
        return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
