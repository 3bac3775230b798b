package dev.stopover.transfer;

import dev.stopover.database.Identifier;
import dev.stopover.failure.BlockedException;
import dev.stopover.history.TransferRecord;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Transfer.Follow;
import dev.stopover.plan.Transfer.Join;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What of a transfer must not change once rows were moved by it: all but its place and the reasons for what it drops. */
final class TransferDefinition {
    private TransferDefinition() {}

    /**
     * Refuses another definition than the one with which rows were moved.
     *
     * @throws BlockedException when it is another one
     */
    static void requireSame(Transfer transfer, TransferRecord begun) {
        if (!begun.definition().equals(hash(transfer))) {
            throw new BlockedException(
                    "transfer " + transfer.name() + " has begun with another definition",
                    "Put the definition back in plan.yaml, or undo the phase before you change it.");
        }
    }

    /** SHA-256 of the canonical text in hex. */
    static String hash(Transfer transfer) {
        try {
            byte[] bytes = text(transfer).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The mapping with one fact a line, every name and expression quoted as an SQL literal, so that no two mappings have
     * the same text. It is stored as a hash in databases that outlive a version of this program: it must not change.
     */
    static String text(Transfer transfer) {
        StringBuilder text = new StringBuilder();
        line(text, "from", name(transfer.from()), transfer.alias());
        line(text, "key", transfer.key().toArray(String[]::new));
        for (Join join : transfer.joins()) {
            String type = switch (join.type()) {
                case INNER -> "inner";
                case LEFT -> "left";
            };
            line(text, "join", join.alias(), name(join.table()), join.on(), type, join.fixed() ? "static" : "");
        }
        for (Follow follow : transfer.follows()) {
            line(text, "follow", follow.alias(), follow.transfer());
            line(text, "by", follow.expressions().toArray(String[]::new));
        }
        line(text, "into", name(transfer.into()));
        transfer.columns().forEach((column, expression) -> line(text, "column", column, expression));
        transfer.where().ifPresent(where -> line(text, "where", where));
        transfer.onConflict()
                .ifPresent(merge -> line(text, "on-conflict", merge.columns().toArray(String[]::new)));
        return text.toString();
    }

    private static String name(TableName table) {
        return Identifier.quote(table);
    }

    private static void line(StringBuilder text, String what, String... values) {
        text.append(what);
        for (String value : values) {
            text.append(' ').append('\'').append(value.replace("'", "''")).append('\'');
        }
        text.append('\n');
    }
}
