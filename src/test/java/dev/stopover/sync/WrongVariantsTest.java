package dev.stopover.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.FailedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What would be wrong. Each leaves one thing out that the real one does, and must be seen to differ: if it does not, the
 * tests of the real one would not notice either.
 */
class WrongVariantsTest {
    private static final int MOST_ROUNDS = 60;
    private static final long SEED = Long.getLong("stopover.sync.seed", System.nanoTime());
    private static final Pattern GUARD = Pattern.compile(
            "coalesce\\(current_setting\\('stopover\\.sync', true\\), ''\\) = '(forward|reverse) test/orders ' \\|\\| jsonb_build_object\\([^)]*\\)::text");

    @BeforeAll
    static void printSeed() {
        System.out.println("WrongVariantsTest seed " + SEED);
    }

    /** One round beside writers. */
    private interface Round {
        void run(SyncFixture fixture) throws Exception;
    }

    /** The differences of the first round that has any; a run that notices by itself that something is wrong counts, too. */
    private static List<String> firstDifferences(int snapshots, Round work) throws Exception {
        SyncFixture fixture = ForwardStress.fixture();
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            fixture.beginAnew();
            ForwardStress.fill(fixture);
            try (Writers writers =
                    Writers.start(fixture.database, 3, SEED + round, snapshots, ForwardStress::statement)) {
                work.run(fixture);
                assertThat(writers.errors()).isEmpty();
            } catch (FailedException e) {
                System.out.println("noticed in round " + round + ": " + e.getMessage());
                return List.of(String.valueOf(e.getMessage()));
            }
            List<String> differences = ForwardStress.differences(fixture);
            if (!differences.isEmpty()) {
                System.out.println("different in round " + round + ": " + differences.size());
                return differences;
            }
        }
        return List.of();
    }

    @Test
    void rowsThatAreNotLockedLeaveGhosts() throws Exception {
        assertThat(firstDifferences(0, fixture -> fixture.install().copyWithoutLocks()))
                .isNotEmpty();
    }

    @Test
    void triggersThatComeAfterTheFirstChunkMissWrites() throws Exception {
        assertThat(firstDifferences(0, fixture -> {
                    AtomicBoolean done = new AtomicBoolean();
                    fixture.listener.onChunk(transfer -> {
                        if (transfer.equals("plain") && fixture.listener.chunks.size() > 3 && !done.getAndSet(true)) {
                            install(fixture);
                        }
                    });
                    fixture.copy();
                    fixture.listener.onChunk(transfer -> {});
                }))
                .isNotEmpty();
    }

    private static void install(SyncFixture fixture) {
        try {
            fixture.install();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void snapshotsLeaveGhostsThatNobodyReconciles() throws Exception {
        assertThat(firstDifferences(100, fixture -> fixture.install().copy())).isNotEmpty();
    }

    /** A write of the application's own trigger on the new side, while a write is carried over. */
    private static List<String> withGuard(String condition) throws Exception {
        SyncFixture fixture = ReverseSyncTest.fixture();
        for (String function : List.of("forward_test_public.orders", "reverse_test_public.new_orders")) {
            String definition =
                    fixture.text("select pg_get_functiondef(oid) from pg_proc where proname = '" + function + "'");
            String changed = GUARD.matcher(definition).replaceAll(condition);
            assertThat(changed).isNotEqualTo(definition);
            fixture.execute(changed);
        }
        fixture.execute("""
                create function next_order() returns trigger language plpgsql as $$
                begin
                  if new.v = 12345 then
                    update new_orders set v = 54321 where id = new.id + 1;
                  end if;
                  return null;
                end $$;
                create trigger next_order after update on new_orders for each row execute function next_order();
                """, "update orders set v = 12345 where id = 7");
        return fixture.difference(ReverseSyncTest.OLD, ReverseSyncTest.NEW);
    }

    @Test
    void aGuardByTheDepthOfTriggersSwallowsWrites() throws Exception {
        assertThat(withGuard("pg_trigger_depth() > 1")).hasSize(2);
    }

    @Test
    void aGuardThatNamesNoRowSwallowsWrites() throws Exception {
        assertThat(withGuard("coalesce(current_setting('stopover.sync', true), '') <> ''"))
                .hasSize(2);
    }

    private static SyncFixture mergedByTriggersOfTheirOwn() {
        SyncFixture fixture = MergeSyncTest.fixture();
        fixture.execute("""
                create function owner() returns trigger language plpgsql as $$
                begin
                  if tg_op <> 'INSERT' and (tg_op = 'DELETE' or new.id <> old.id) then delete from users where id = old.id; end if;
                  if tg_op <> 'DELETE' then
                    insert into users values (new.id, lower(new.email), new.name, new.company)
                    on conflict (id) do update set email = excluded.email, name = excluded.name;
                  end if;
                  return null;
                end $$;
                create function customer() returns trigger language plpgsql as $$
                begin
                  if tg_op <> 'INSERT' and (tg_op = 'DELETE' or new.id <> old.id) then delete from users where id = old.id; end if;
                  if tg_op <> 'DELETE' then
                    insert into users values (new.id, lower(new.email), new.name) on conflict (email) do nothing;
                  end if;
                  return null;
                end $$;
                create trigger owner after insert or update or delete on owners for each row execute function owner();
                create trigger customer after insert or update or delete on customers for each row execute function customer();
                """);
        return fixture;
    }

    @Test
    void aTriggerForEachTransferLosesTheRowThatWasMergedAway() {
        // Given
        SyncFixture fixture = mergedByTriggersOfTheirOwn();

        // When
        fixture.execute(
                "insert into owners values ('o', 'x', 'Owner')",
                "insert into customers values ('c', 'X', 'Customer')",
                "delete from owners");

        // Then
        assertThat(fixture.number("select count(*) from users")).isZero();
    }

    @Test
    void aTriggerForEachTransferBreaksTheApplicationsStatement() {
        // Given
        SyncFixture fixture = mergedByTriggersOfTheirOwn();
        fixture.execute(
                "insert into owners values ('o', 'x', 'Owner')", "insert into customers values ('c', 'y', 'Customer')");

        // When
        assertThatThrownBy(() -> fixture.execute("update owners set email = 'y'"))
                // Then
                .rootCause()
                .hasMessageContaining("users_email_key");
    }

    @Test
    void rowTriggersAloneDoNotSeeTruncate() throws Exception {
        // Given
        SyncFixture fixture = ForwardStress.fixture();
        ForwardStress.fill(fixture);
        fixture.install().copy();
        fixture.execute("drop trigger stopover_truncate_test on orders");

        // When
        fixture.execute("truncate orders");

        // Then
        assertThat(ForwardStress.differences(fixture)).hasSizeGreaterThan(ForwardStress.ROWS);
    }

    @Test
    void triggersThatAreNotAlwaysOnMissReplicatedWrites() throws Exception {
        // Given
        SyncFixture fixture = ForwardStress.fixture();
        ForwardStress.fill(fixture);
        fixture.install().copy();
        fixture.execute("alter table shops enable trigger stopover_forward_test");

        // When
        fixture.execute("set session_replication_role = replica; update shops set city = 'x' where id = 1");

        // Then
        assertThat(ForwardStress.differences(fixture)).isNotEmpty();
    }
}
