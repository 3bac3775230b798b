package dev.stopover.encryption;

import dev.stopover.cipher.KeySource;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.history.EncryptionHistory;
import dev.stopover.history.EncryptionState;
import dev.stopover.history.Epoch;
import dev.stopover.history.ValueKeys;
import dev.stopover.mapping.BoundEncryption;
import dev.stopover.plan.Encryption;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.transfer.TransferListener;
import dev.stopover.transfer.TransferSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Encrypts what a plan asks for, and takes it back. Which rows are done is seen in the rows: every chunk is a transaction,
 * and whatever was interrupted goes on by looking again.
 */
public final class EncryptionRunner {
    /** Values are held in memory, so there are fewer in a chunk than where rows are moved. */
    private static final int MOST_ROWS = 2_000;

    private static final int FIRST_ROWS = 500;

    private final Database database;
    private final Epoch epoch;
    private final KeySource keys;
    private final TransferSettings settings;
    private final StopSignal stop;
    private final TransferListener listener;

    public EncryptionRunner(
            Database database,
            Epoch epoch,
            KeySource keys,
            TransferSettings settings,
            StopSignal stop,
            TransferListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.keys = keys;
        this.settings = new TransferSettings(
                1, settings.chunkTarget(), FIRST_ROWS, MOST_ROWS, settings.extentBlocks(), settings.contentionFor());
        this.stop = stop;
        this.listener = listener;
    }

    /** Whether the column was encrypted once; texts that are written since wait for the next phase. */
    public static boolean isDone(Connection connection, Plan plan, Encryption encryption) throws SQLException {
        return new EncryptionHistory(connection)
                .state(plan.name(), encryption.name())
                .filter(EncryptionState.ENCRYPTED::equals)
                .isPresent();
    }

    /**
     * Makes sure that phases can have the keys that they work and prove with.
     *
     * @throws StopoverException when it cannot
     */
    public static void requireKeys(Connection connection, Plan plan, List<Phase> phases, KeySource keys)
            throws SQLException {
        Set<String> names = phases.stream()
                .flatMap(phase -> plan.encryptionsDue(phase).stream())
                .map(Encryption::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String name : names) {
            new ValueKeys(connection, keys).require(plan.name(), name);
        }
    }

    /**
     * Encrypts a column from where an earlier run left off.
     *
     * @throws dev.stopover.plan.InvalidPlanException when it does not fit the database
     */
    public void run(Plan plan, Phase phase, Encryption encryption) throws SQLException {
        try (ColumnWork column = open(plan, encryption)) {
            if (column.state().equals(Optional.of(EncryptionState.ENCRYPTED))) {
                return;
            }
            if (!column.hasText()) {
                throw new FailedException(
                        "encryption " + encryption.name() + ": " + encryption.table() + " has no column "
                                + encryption.column(),
                        "Name the column with the text in plan.yaml.");
            }
            column.begin(phase.name());
            column.encrypt();
            column.enter(phase.name(), EncryptionState.ENCRYPTED);
        }
    }

    /** Encrypts what was written as text since the columns were encrypted. */
    public void catchUp(Plan plan) throws SQLException {
        for (Encryption encryption : plan.encryptions()) {
            try (ColumnWork column = open(plan, encryption)) {
                if (column.waiting() > 0) {
                    column.encrypt();
                }
            }
        }
    }

    /**
     * Makes the texts ready to be dropped: encrypts what is left and takes the triggers away.
     *
     * @throws FailedException when texts are still written
     */
    public void release(Plan plan) throws SQLException {
        catchUp(plan);
        for (Encryption encryption : plan.encryptions()) {
            try (ColumnWork column = open(plan, encryption)) {
                long waiting = column.waiting();
                if (waiting > 0) {
                    throw new FailedException(
                            "encryption " + encryption.name() + ": " + waiting + " texts in " + encryption.table()
                                    + " were written while the last ones were encrypted",
                            "Stop whoever writes " + encryption.column() + " and run the same command again.");
                }
                column.letGo();
            }
        }
    }

    /** Gives all rows their texts back beside what is encrypted, after their column was dropped and made again. */
    public void reveal(Plan plan) throws SQLException {
        for (Encryption encryption : plan.encryptions()) {
            try (ColumnWork column = open(plan, encryption)) {
                if (column.hasText() && column.state().isPresent()) {
                    column.guard();
                    column.reveal();
                }
            }
        }
    }

    /** Takes back what a phase encrypted: every row has its text, and nothing else. */
    public void undo(Plan plan, Phase phase) throws SQLException {
        for (Encryption encryption : phase.encryptions()) {
            if (hasBegun(plan, encryption)) {
                try (ColumnWork column = open(plan, encryption)) {
                    column.enter(phase.name(), EncryptionState.DECRYPTING);
                    column.undo();
                    column.forget();
                }
            }
        }
    }

    /**
     * Why an encryption could not be taken back, or its texts not be had again: values are there only encrypted, and
     * their key cannot be had. Empty when nothing is in the way; nothing is changed.
     */
    public static Optional<String> obstacle(Connection connection, Plan plan, Encryption encryption, KeySource keys)
            throws SQLException {
        if (new EncryptionHistory(connection)
                .state(plan.name(), encryption.name())
                .isEmpty()) {
            return Optional.empty();
        }
        BoundEncryption bound = BoundEncryption.bind(connection, encryption);
        long values = bound.count(connection, bound.onlySealed());
        if (values == 0) {
            return Optional.empty();
        }
        String what = "encryption " + encryption.name() + ": " + values + " values of " + encryption.table()
                + " are there only encrypted, and ";
        try {
            return new ValueKeys(connection, keys)
                            .find(plan.name(), encryption.key())
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(what + "their key is not in stopover.encryption_key");
        } catch (StopoverException e) {
            return Optional.of(what + e.getMessage());
        }
    }

    private boolean hasBegun(Plan plan, Encryption encryption) throws SQLException {
        try (Connection connection = database.open(plan.name())) {
            return new EncryptionHistory(connection)
                    .state(plan.name(), encryption.name())
                    .isPresent();
        }
    }

    private ColumnWork open(Plan plan, Encryption encryption) throws SQLException {
        return ColumnWork.open(database, epoch, keys, settings, stop, listener, plan, encryption);
    }
}
