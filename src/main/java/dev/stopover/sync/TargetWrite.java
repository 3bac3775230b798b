package dev.stopover.sync;

import dev.stopover.database.Identifier;

/**
 * What stands around each write of a trigger on the other side: the name of the row that is being written, so that the
 * opposite trigger leaves that row alone and no other. It is put back afterwards, since the write may be one of several
 * in a row, and an application's own trigger on that row may write others.
 *
 * @param name of the direction, plan and transfer; a row is called by its key in the source, whichever side it is on
 * @param guarded whether there is an opposite trigger at all
 */
record TargetWrite(String name, boolean guarded) {
    private static final String SETTING = "stopover.sync";

    static TargetWrite forward(String plan, String transfer, boolean guarded) {
        return new TargetWrite("forward " + plan + "/" + transfer + " ", guarded);
    }

    static TargetWrite reverse(String plan, String transfer) {
        return new TargetWrite("reverse " + plan + "/" + transfer + " ", true);
    }

    String declarations() {
        return guarded ? "stopover_outer text := coalesce(current_setting('" + SETTING + "', true), '');\n" : "";
    }

    /** @param key the key of the row in the source, as JSON */
    String before(String key) {
        return guarded
                ? "perform set_config('" + SETTING + "', " + Identifier.literal(name) + " || " + key
                        + "::text, true);\n"
                : "";
    }

    String after() {
        return guarded ? "perform set_config('" + SETTING + "', stopover_outer, true);\n" : "";
    }

    /** True where this very write, of the row with that key, is what fired the trigger at hand. */
    String isRunning(String key) {
        return "coalesce(current_setting('" + SETTING + "', true), '') = " + Identifier.literal(name) + " || " + key
                + "::text";
    }
}
