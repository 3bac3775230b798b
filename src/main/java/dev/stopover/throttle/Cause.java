package dev.stopover.throttle;

/**
 * Why rows should not be moved at full pace.
 *
 * @param reading the key of the reading in a plan
 * @param stops whether they should not be moved at all
 * @param text what was read, for people
 */
public record Cause(String reading, boolean stops, String text) {}
