package dev.stopover.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class SchemaFindingsTest {
    @Test
    void hasNothingToSayOfASoundSchema() {
        // Given
        Observed observed = new Observed("""
                create table customers (id bigint generated always as identity primary key, email text unique);
                create table orders (
                  id bigint generated always as identity primary key,
                  customer bigint not null references customers,
                  note text check (note <> ''));
                create index on orders (customer);
                insert into customers (email) values ('a'), ('b');
                insert into orders (customer, note) values (1, 'x');
                create schema stopover;
                create table stopover.no_key (n int);
                create schema stopover_backup_1;
                create table stopover_backup_1.no_key (n int);
                """);

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(inspection.findings())
                .filteredOn(finding -> finding.topic() != Topic.SETTING && finding.topic() != Topic.REPLICATION)
                .isEmpty();
        assertThat(inspection.tables())
                .extracting(Inspection.TableUse::name)
                .containsExactlyInAnyOrder("customers", "orders");
        assertThat(inspection.unseen()).extracting(Inspection.Unseen::subject).containsExactly("slow queries");
    }

    @Test
    void findsAnIndexThatIsNotValid() throws SQLException {
        // Given
        Observed observed =
                new Observed("create table t (id int primary key, n int); insert into t values (1, 1), (2, 1)");
        assertThatThrownBy(() -> observed.execute("create unique index concurrently t_n on t (n)"))
                .hasMessageContaining("t_n");

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(Observed.about(Topic.INVALID_INDEX, inspection))
                .singleElement()
                .asString()
                .startsWith("problem t_n: on t, ")
                .endsWith("is not valid");
        assertThat(Observed.remedies(Topic.INVALID_INDEX, inspection))
                .containsExactly("drop index concurrently t_n; and create it again");
    }

    @Test
    void takesAnIndexWhoseTableIsLockedForOneThatIsBeingBuilt() throws SQLException {
        // Given
        Observed observed =
                new Observed("create table t (id int primary key, n int); insert into t values (1, 1), (2, 1)");
        assertThatThrownBy(() -> observed.execute("create unique index concurrently t_n on t (n)"))
                .hasMessageContaining("t_n");

        try (Connection builder = observed.database.connect("builder");
                Statement statement = builder.createStatement()) {
            builder.setAutoCommit(false);
            statement.execute("lock table t in share update exclusive mode");

            // When / Then
            assertThat(Observed.about(Topic.INVALID_INDEX, observed.inspect()))
                    .singleElement()
                    .asString()
                    .startsWith("hint t_n")
                    .endsWith("it may be just being built or dropped");
        }
    }

    @Test
    void findsAnIndexOfAPartitionedTableThatNotEveryPartitionHas() {
        // Given
        Observed observed = new Observed("""
                create table logs (id int, at date) partition by range (at);
                create table logs_1 partition of logs for values from ('2026-01-01') to ('2026-02-01');
                create index logs_at on only logs (at);
                """);

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(Observed.about(Topic.INVALID_INDEX, inspection))
                .singleElement()
                .asString()
                .contains("logs_at", "not every partition has its part of it");
        assertThat(Observed.remedies(Topic.INVALID_INDEX, inspection))
                .first()
                .asString()
                .contains("attach partition");
        assertThat(Observed.about(Topic.TABLE_WITHOUT_PRIMARY_KEY, inspection))
                .as("partitions are not named beside their table")
                .hasSize(1);
    }

    @Test
    void findsLargeIndexesThatNobodyReadSinceStatisticsAreKept() {
        // Given
        Observed observed = new Observed("""
                create table t (id int primary key, read int, unread int, small int unique);
                insert into t select i, i, i, i from generate_series(1, 60000) i;
                create index t_read on t (read);
                create index t_unread on t (unread);
                create table few (id int primary key, n int);
                create index few_n on few (n);
                """);
        observed.execute("set enable_seqscan = off; select * from t where read = 7; select pg_stat_force_next_flush()");

        // When
        Inspection inspection = observed.inspect();
        observed.execute("select pg_stat_reset()");
        Inspection young = observed.inspect();

        // Then
        assertThat(Observed.about(Topic.UNUSED_INDEX, inspection))
                .singleElement()
                .asString()
                .startsWith("hint t_unread: on t, about ")
                .endsWith("was not read since statistics are kept");
        assertThat(inspection.indexes())
                .filteredOn(index -> index.name().equals("t_read"))
                .singleElement()
                .satisfies(index -> assertThat(index.scans()).isEqualTo(1));
        assertThat(Observed.about(Topic.UNUSED_INDEX, young)).isEmpty();
        assertThat(young.unseen()).extracting(Inspection.Unseen::subject).contains("unused indexes");
        assertThat(young.server().statisticsSince()).isPresent();
    }

    @Test
    void findsTheOneOfTwoEqualIndexesThatIsNotNeeded() {
        // Given
        Observed observed = new Observed("""
                create table t (id int primary key, a int, b int, c text);
                create index t_id on t (id);
                create index t_ab on t (a, b);
                create index t_ab_again on t (a, b);
                create index t_ba on t (b, a);
                create index t_ab_desc on t (a, b desc);
                create index t_ab_some on t (a, b) where c is null;
                create index t_ab_hash on t using hash (a);
                create index t_lower on t (lower(c));
                create index t_upper on t (upper(c));
                create index t_lower_again on t (lower(c));
                """);

        // When / Then
        assertThat(observed.inspect().findings())
                .filteredOn(finding -> finding.topic() == Topic.DUPLICATE_INDEX)
                .extracting(Finding::object)
                .containsExactlyInAnyOrder("t_id", "t_ab_again", "t_lower_again");
    }

    @Test
    void findsForeignKeysWhoseColumnsNoIndexBeginsWith() {
        // Given
        Observed observed = new Observed("""
                create table p (a int, b int, primary key (a, b), c int unique);
                create table bare (id int primary key, a int, b int, foreign key (a, b) references p);
                create table other_order (id int primary key, a int, b int, foreign key (a, b) references p);
                create index on other_order (b, a, id);
                create table behind (id int primary key, a int, b int, foreign key (a, b) references p);
                create index on behind (id, a, b);
                create table "Partial" (id int primary key, "C" int references p (c));
                create index on "Partial" ("C") where "C" is not null;
                create table half (id int primary key, c int references p (c));
                create index on half (c) where id > 0;
                """);

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(inspection.findings())
                .filteredOn(finding -> finding.topic() == Topic.FOREIGN_KEY_WITHOUT_INDEX)
                .extracting(Finding::object)
                .containsExactlyInAnyOrder("bare.bare_a_b_fkey", "behind.behind_a_b_fkey", "half.half_c_fkey");
        assertThat(Observed.remedies(Topic.FOREIGN_KEY_WITHOUT_INDEX, inspection))
                .contains("create index concurrently on bare (a, b)");
    }

    @Test
    void findsTablesWithoutAPrimaryKeyAndSaysWhatCouldBeOne() {
        // Given
        Observed observed = new Observed("""
                create table nothing (n int);
                create table something (n int not null unique);
                create view v as select * from nothing;
                """);

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(inspection.findings())
                .filteredOn(finding -> finding.topic() == Topic.TABLE_WITHOUT_PRIMARY_KEY)
                .extracting(Finding::object)
                .containsExactly("nothing", "something");
        assertThat(Observed.remedies(Topic.TABLE_WITHOUT_PRIMARY_KEY, inspection))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).contains("add primary key using index"),
                        something -> assertThat(something).contains("something_n_key"));
    }

    @Test
    void findsConstraintsThatWereNeverProven() {
        // Given
        Observed observed = new Observed("""
                create table t (id int primary key, n int);
                alter table t add constraint positive check (n > 0) not valid;
                """);

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(Observed.about(Topic.CONSTRAINT_NOT_VALID, inspection))
                .singleElement()
                .asString()
                .startsWith("warning t.positive: CHECK ((n > 0)) NOT VALID");
        assertThat(Observed.remedies(Topic.CONSTRAINT_NOT_VALID, inspection))
                .containsExactly("alter table t validate constraint positive");
    }

    @Test
    void findsSequencesWhoseColumnOrLimitIsNearlyUsedUp() {
        // Given
        Observed observed = new Observed("""
                create table t (id serial primary key, big bigserial, small smallserial);
                select setval('t_id_seq', 2000000000), setval('t_big_seq', 2000000000), setval('t_small_seq', 24000);
                create sequence wide as bigint;
                create table u (id int primary key default nextval('wide'));
                alter sequence wide owned by u.id;
                select setval('wide', 1800000000);
                create sequence short maxvalue 100;
                select setval('short', 76);
                create sequence round maxvalue 100 cycle;
                select setval('round', 99);
                """);

        // When / Then
        assertThat(Observed.about(Topic.SEQUENCE_NEAR_ITS_END, observed.inspect()))
                .containsExactly(
                        "problem public.t_id_seq: has used 93 % of its numbers, 2000000000 of 2147483647",
                        "warning public.wide: has used 83 % of its numbers, 1800000000 of 2147483647",
                        "warning public.short: has used 76 % of its numbers, 76 of 100");
    }

    @Test
    void findsTablesThatAutovacuumMustFreezeAndThoseFullOfDeadRows() {
        // Given
        Observed observed = new Observed("""
                create table old (id int primary key) with (autovacuum_freeze_max_age = 100000);
                insert into old values (1);
                create table emptied (id int primary key);
                insert into emptied select generate_series(1, 30000);
                """);
        observed.execute("delete from emptied where id <= 20000");
        observed.execute("""
                do $$
                begin
                  for i in 1 .. 100100 loop
                    perform pg_current_xact_id();
                    commit;
                  end loop;
                end
                $$
                """);

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(Observed.about(Topic.WRAPAROUND, inspection))
                .singleElement()
                .asString()
                .startsWith("warning old: its oldest row is 100")
                .endsWith("from 100000 on autovacuum must freeze it");
        assertThat(Observed.about(Topic.DEAD_ROWS, inspection))
                .containsExactly("hint emptied: 67 % dead rows: 20000 dead beside 10000 live ones, last vacuum never");
        assertThat(Observed.about(Topic.NEVER_ANALYZED, inspection))
                .containsExactly("hint emptied: was never analyzed, about 10000 rows were written to it");
    }
}
