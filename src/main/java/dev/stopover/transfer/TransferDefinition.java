package dev.stopover.transfer;

import dev.stopover.failure.BlockedException;
import dev.stopover.history.TransferRecord;
import dev.stopover.plan.Transfer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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

    /** SHA-256 in hex. */
    static String hash(Transfer transfer) {
        List<Object> parts = List.of(
                transfer.from(),
                transfer.alias(),
                transfer.key(),
                transfer.joins(),
                transfer.follows(),
                transfer.into(),
                transfer.columns(),
                transfer.where(),
                transfer.onConflict());
        try {
            byte[] bytes = parts.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
