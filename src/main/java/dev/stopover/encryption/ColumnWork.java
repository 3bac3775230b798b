package dev.stopover.encryption;

import dev.stopover.cipher.FieldCipher;
import dev.stopover.cipher.KeySource;
import dev.stopover.database.Database;
import dev.stopover.database.Relation;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Counts;
import dev.stopover.history.EncryptionHistory;
import dev.stopover.history.EncryptionState;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import dev.stopover.history.ValueKeys;
import dev.stopover.mapping.BoundEncryption;
import dev.stopover.plan.Encryption;
import dev.stopover.plan.Plan;
import dev.stopover.transfer.BlockSweep;
import dev.stopover.transfer.Contention;
import dev.stopover.transfer.TransferListener;
import dev.stopover.transfer.TransferSettings;
import dev.stopover.transfer.WorkerConnection;
import java.sql.SQLException;
import java.util.Optional;

/** Work on one column over one connection. */
final class ColumnWork implements AutoCloseable {
    /** An application that goes on writing leaves new texts behind every pass; those wait for the next phase. */
    private static final int MOST_PASSES = 5;

    private final WorkerConnection worker;
    private final StopSignal.Watch watch;
    private final Epoch epoch;
    private final TransferSettings settings;
    private final StopSignal stop;
    private final TransferListener listener;
    private final BoundEncryption bound;
    private final WriteGuard guard;
    private final ValueKeys keys;
    private final EncryptionHistory history;
    private final EncryptedRows rows;
    private Optional<FieldCipher> cipher = Optional.empty();

    private ColumnWork(
            WorkerConnection worker,
            Epoch epoch,
            KeySource source,
            TransferSettings settings,
            StopSignal stop,
            TransferListener listener,
            BoundEncryption bound) {
        this.worker = worker;
        this.watch = stop.watch(worker.connection());
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
        this.bound = bound;
        this.guard = new WriteGuard(epoch.plan(), bound);
        this.keys = new ValueKeys(worker.connection(), source);
        this.history = new EncryptionHistory(worker.connection());
        this.rows = new EncryptedRows(worker.connection(), bound, guard, this::cipher);
    }

    static ColumnWork open(
            Database database,
            Epoch epoch,
            KeySource source,
            TransferSettings settings,
            StopSignal stop,
            TransferListener listener,
            Plan plan,
            Encryption encryption)
            throws SQLException {
        WorkerConnection worker = WorkerConnection.open(database, plan.name(), plan.live());
        try {
            BoundEncryption bound = BoundEncryption.bind(worker.connection(), encryption);
            return new ColumnWork(worker, epoch, source, settings, stop, listener, bound);
        } catch (SQLException | RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    boolean hasText() {
        return bound.hasText();
    }

    Optional<EncryptionState> state() throws SQLException {
        return history.state(epoch.plan(), name());
    }

    /** The key is committed before the first value that is encrypted with it. */
    void begin(String phase) throws SQLException {
        cipher = Optional.of(
                contention().outlast(() -> keys.make(epoch, bound.encryption().key())));
        transaction(() -> {
            guard.install(worker.connection());
            return history.enter(epoch, phase, name(), EncryptionState.ENCRYPTING);
        });
    }

    void enter(String phase, EncryptionState state) throws SQLException {
        transaction(() -> history.enter(epoch, phase, name(), state));
    }

    void guard() throws SQLException {
        transaction(() -> guard.install(worker.connection()));
    }

    void letGo() throws SQLException {
        transaction(() -> guard.remove(worker.connection()));
    }

    void forget() throws SQLException {
        transaction(() -> {
            guard.remove(worker.connection());
            return history.forget(epoch.plan(), name());
        });
    }

    /** How many texts are not encrypted. */
    long waiting() throws SQLException {
        return bound.hasText() ? bound.count(worker.connection(), bound.waiting()) : 0;
    }

    void encrypt() throws SQLException {
        cipher();
        listener.planned(name(), waiting(), 0);
        repeat((leaf, from, to) -> {
            long values = rows.encrypt(leaf, from, to);
            history.encrypted(epoch.plan(), name(), values);
            return values;
        });
    }

    void reveal() throws SQLException {
        prepareToDecrypt();
        repeat(rows::reveal);
    }

    void undo() throws SQLException {
        prepareToDecrypt();
        if (!repeat(rows::undo)) {
            throw new FailedException(
                    "encryption " + name() + ": values in " + bound.table()
                            + " are encrypted while the last ones are decrypted",
                    "Stop the new application and roll back again.");
        }
    }

    @Override
    public void close() throws SQLException {
        watch.close();
        worker.close();
    }

    /** Work on the rows of a range of blocks. */
    private interface Range {
        long run(Relation leaf, long from, long to) throws SQLException;
    }

    /** Until a pass finds nothing to do; false when none did. */
    private boolean repeat(Range work) throws SQLException {
        long found = 1;
        for (int pass = 0; found > 0 && pass < MOST_PASSES; pass++) {
            found = sweep(work);
        }
        return found == 0;
    }

    /** Rows may have moved behind the last block that was there before, so the size is read anew. */
    private long sweep(Range work) throws SQLException {
        long[] found = {0};
        for (Relation leaf :
                BoundEncryption.bind(worker.connection(), bound.encryption()).leaves()) {
            long[] since = {System.nanoTime()};
            new BlockSweep(worker, epoch, settings, contention(), stop)
                    .run(leaf, (from, to) -> work.run(leaf, from, to), values -> {
                        long now = System.nanoTime();
                        long millis = (now - since[0]) / 1_000_000;
                        listener.chunkCommitted(name(), new Counts(values, values, 0, 0, 0), millis);
                        found[0] += values;
                        since[0] = now;
                    });
        }
        return found[0];
    }

    /** Its source may be far away, and no row should be locked meanwhile; nobody is asked where nothing is to decrypt. */
    private void prepareToDecrypt() throws SQLException {
        if (bound.count(worker.connection(), bound.onlySealed()) > 0) {
            cipher();
        }
    }

    private FieldCipher cipher() throws SQLException {
        if (cipher.isEmpty()) {
            cipher = Optional.of(storedKey());
        }
        return cipher.orElseThrow();
    }

    private FieldCipher storedKey() throws SQLException {
        return keys.find(epoch.plan(), bound.encryption().key())
                .orElseThrow(() -> new FailedException(
                        "encryption " + name() + ": its key is not in stopover.encryption_key",
                        "Bring the table back from a backup."));
    }

    private <T> T transaction(Contention.Work<T> work) throws SQLException {
        return contention().outlast(() -> Transaction.<T, SQLException>run(worker.connection(), epoch, work::run));
    }

    private Contention contention() {
        return new Contention(
                "encryption " + name(), stop, settings.contentionFor(), reason -> listener.retried(name(), reason));
    }

    private String name() {
        return bound.encryption().name();
    }
}
