package dev.stopover.sync;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps the old and the new schema equal while both are in use. Every call makes the database agree with what should be
 * there and can be repeated: after a crash, or when nothing is to be done. Plans that are not live have no sync, and
 * every call returns at once.
 */
public final class SyncRunner {
    private final Database database;
    private final Epoch epoch;
    private final SyncSettings settings;
    private final StopSignal stop;
    private final SyncListener listener;

    public SyncRunner(Database database, Epoch epoch, SyncSettings settings, StopSignal stop, SyncListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Finds now what would stand against sync of this phase and of later ones: as far as no script is to come before that could
     * make the tables other than they are. Changes nothing.
     *
     * @param applied which scripts the database has
     * @throws dev.stopover.plan.InvalidPlanException when sync cannot be generated, or writes to the targets cannot be
     *     carried back and the plan does not say so
     */
    public void foresee(Plan plan, Phase from, Predicate<Script> applied) throws SQLException {
        SyncForecast forecast = SyncForecast.of(plan, from, applied);
        if (forecast.transfers().isEmpty()) {
            return;
        }
        try (SyncConnection connection = SyncConnection.open(database, purpose(plan, from), stop)) {
            forecast.check(connection.get());
        }
    }

    /**
     * Puts the forward triggers of all transfers up to this phase in place. Must have returned before the phase's
     * transfers plan their extents: a write that no trigger sees has to be in the blocks that they read.
     *
     * @throws dev.stopover.plan.InvalidPlanException when sync cannot be generated for a transfer
     * @throws dev.stopover.failure.FailedException when a lock was not had in time
     */
    public void installForward(Plan plan, Phase phase) throws SQLException {
        if (plan.live()) {
            apply(plan, purpose(plan, phase), upTo(plan, phase, true), Reversal.AS_IT_IS, Fencing.AS_IT_IS);
        }
    }

    /**
     * Sets right what triggers could not see, once no transaction is left that began before the last row was copied. To be
     * called after the last chunk and before checks, each time.
     *
     * @throws dev.stopover.failure.UnreachableException when such a transaction does not end; names it
     * @throws dev.stopover.failure.FailedException when the new side refuses more rows than the plan allows
     */
    public void reconcile(Plan plan, Phase phase) throws SQLException {
        reconcile(plan, phase, reconciler -> {
            reconciler.run();
            reconciler.requireAllowed(
                    plan.phases().subList(0, plan.phases().indexOf(phase) + 1),
                    plan.tripwires().rejects());
        });
    }

    /** The same without regard to how much is refused: for while rows are still copied. */
    public void settle(Plan plan, Phase phase) throws SQLException {
        reconcile(plan, phase, Reconciler::run);
    }

    /** What a reconciler is to do. */
    @FunctionalInterface
    private interface Pass {
        void run(Reconciler reconciler) throws SQLException;
    }

    private void reconcile(Plan plan, Phase phase, Pass pass) throws SQLException {
        if (!plan.live() || upTo(plan, phase, true).isEmpty()) {
            return;
        }
        try (SyncConnection connection = SyncConnection.open(database, purpose(plan, phase), stop)) {
            if (!connection.isOneTransaction()) {
                new SnapshotWait(connection.get(), stop, listener, settings.snapshotWait()).forSnapshots();
            }
            pass.run(new Reconciler(connection.get(), epoch, settings, stop, listener));
        }
    }

    /**
     * Puts the reverse triggers of all transfers up to this phase in place, beside the forward ones, which stay. Must have
     * returned before anybody writes to the new schema.
     *
     * @throws dev.stopover.plan.InvalidPlanException when a transfer cannot be inverted and the plan does not say how
     */
    public void installReverse(Plan plan, Phase phase) throws SQLException {
        if (plan.live()) {
            apply(plan, purpose(plan, phase), upTo(plan, phase, true), Reversal.ON, Fencing.DOWN);
        }
    }

    /**
     * Takes away what sync needs for this phase's transfers and for later ones; those of earlier phases stay. New tables
     * whose writes are not carried back any more are closed to the application, until cut-over comes again.
     */
    public void remove(Plan plan, Phase phase) throws SQLException {
        if (plan.live()) {
            boolean cutOverBefore = plan.phases().subList(0, plan.phases().indexOf(phase)).stream()
                    .anyMatch(earlier -> earlier.kind() == PhaseKind.CUTOVER);
            Reversal reversal = phase.kind() == PhaseKind.CUTOVER && !cutOverBefore ? Reversal.OFF : Reversal.AS_IT_IS;
            apply(plan, purpose(plan, phase), upTo(plan, phase, false), reversal, Fencing.UP);
        }
    }

    /** Takes all sync of the plan away. */
    public void removeAll(Plan plan) throws SQLException {
        apply(plan, plan.name(), List.of(), Reversal.OFF, Fencing.DOWN);
    }

    /** Where sync of a plan stands. */
    public static SyncState state(Connection connection, Plan plan) throws SQLException {
        return new SyncStateReader(connection, SyncNames.of(plan)).read();
    }

    private void apply(Plan plan, String purpose, List<Transfer> transfers, Reversal reversal, Fencing fencing)
            throws SQLException {
        SyncNames names = SyncNames.of(plan);
        try (SyncConnection connection = SyncConnection.open(database, purpose, stop)) {
            List<ExistingSync.Trigger> existing = new ExistingSync(connection.get(), names).triggers();
            boolean reverse = switch (reversal) {
                case ON -> true;
                case OFF -> false;
                case AS_IT_IS ->
                    existing.stream().anyMatch(trigger -> trigger.name().equals(names.reverseTrigger()));
            };
            SyncDesign design = SyncDesign.of(connection.get(), plan, transfers, reverse);
            WriteFence fence = switch (fencing) {
                case UP -> WriteFence.where(connection.get(), names, existing, design.triggers());
                case DOWN -> WriteFence.none(names);
                case AS_IT_IS -> WriteFence.asItIs(names, existing);
            };
            installer(connection, names).apply(design.with(fence));
        }
    }

    private enum Fencing {
        UP,
        DOWN,
        AS_IT_IS
    }

    private enum Reversal {
        ON,
        OFF,
        AS_IT_IS
    }

    private SyncInstaller installer(SyncConnection connection, SyncNames names) {
        return new SyncInstaller(connection, epoch, names, settings, stop, listener);
    }

    static List<Transfer> upTo(Plan plan, Phase phase, boolean including) {
        int index = plan.phases().indexOf(phase);
        if (index < 0) {
            throw new IllegalArgumentException("plan " + plan.name() + " has no phase " + phase.name());
        }
        return plan.phases().subList(0, including ? index + 1 : index).stream()
                .flatMap(one -> one.transfers().stream())
                .toList();
    }

    private static String purpose(Plan plan, Phase phase) {
        return plan.name() + "/" + phase.name();
    }
}
