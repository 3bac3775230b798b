package dev.stopover.sql;

/** Case folding as the server does it in UTF-8 databases: ASCII letters only. */
final class Fold {
    private Fold() {}

    static String lower(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return folded.toString();
    }
}
