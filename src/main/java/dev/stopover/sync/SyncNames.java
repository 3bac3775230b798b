package dev.stopover.sync;

import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.plan.Plan;

/** What the objects that sync creates are called, each unquoted. Functions are in the schema {@code stopover}. */
record SyncNames(String plan) {
    static SyncNames of(Plan plan) {
        return new SyncNames(plan.name());
    }

    /** Derives the target row of one source row. */
    String sync(String transfer) {
        return fitting("sync", transfer);
    }

    /** The same for a key as JSON, by itself: for the runner, and for what is tried again. */
    String resync(String transfer) {
        return fitting("resync", transfer);
    }

    /** Derives anew all rows of a transfer that have a certain partner. */
    String partner(String transfer, String alias) {
        return fitting("partner", transfer + "_" + alias);
    }

    /** Derives the target rows of some merge keys. */
    String merge(MergeGroup group) {
        return fitting("merge", group.members().get(0).transfer().name());
    }

    String forward(Relation relation) {
        return fitting("forward", relation.toString());
    }

    String forwardTruncate(Relation relation) {
        return fitting("truncated", relation.toString());
    }

    String reverse(Relation relation) {
        return fitting("reverse", relation.toString());
    }

    String reverseTruncate(Relation relation) {
        return fitting("reverse_truncated", relation.toString());
    }

    /** Carries one target row back once more. */
    String reverseAgain(String transfer) {
        return fitting("reverse_again", transfer);
    }

    String forwardTrigger() {
        return Identifier.fitting("stopover_forward_" + plan);
    }

    String reverseTrigger() {
        return Identifier.fitting("stopover_reverse_" + plan);
    }

    String reverseTruncateTrigger() {
        return Identifier.fitting("stopover_reverse_truncate_" + plan);
    }

    String forwardTruncateTrigger() {
        return Identifier.fitting("stopover_truncate_" + plan);
    }

    /** Refuses what nothing carries back. */
    String fence() {
        return Identifier.fitting("fence_" + plan);
    }

    String fenceTrigger() {
        return Identifier.fitting("stopover_fence_" + plan);
    }

    /** The name of a function, quoted and with its schema. */
    static String quoted(String function) {
        return "stopover." + Identifier.quote(function);
    }

    /** How comments on this plan's objects begin. */
    String mark() {
        return "stopover sync of plan " + plan + ": ";
    }

    private String fitting(String what, String rest) {
        return Identifier.fitting(what + "_" + plan + "_" + rest);
    }
}
