package dev.stopover.bench;

/** What a measurement can be told through the environment. */
final class Setting {
    private Setting() {}

    static String text(String variable, String standard) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty() ? standard : value;
    }

    static int number(String variable, int standard) {
        return Integer.parseInt(text(variable, String.valueOf(standard)));
    }
}
