package dev.stopover.inspection;

/**
 * One thing to know before a migration.
 *
 * @param object what it is about, as statements name it
 * @param what what is the matter with it
 * @param remedy what to do
 */
public record Finding(Topic topic, Severity severity, String object, String what, String remedy) {
    public Finding {
        if (object.isBlank() || what.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("a finding of " + topic + " without words");
        }
    }
}
