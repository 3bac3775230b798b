package dev.stopover.run;

/**
 * Something the preflight noticed about the database.
 *
 * @param blocking whether the run must not start
 * @param topic a word for it, for example {@code pooler}
 */
public record Finding(boolean blocking, String topic, String message, String remedy) {
    @Override
    public String toString() {
        return topic + ": " + message + " " + remedy;
    }
}
