package dev.stopover.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableChangesTest {
    @Test
    void namesTheTablesThatComeAndGo() {
        // When
        TableChanges changes = TableChanges.of("V2__a.sql", """
                create table "Team" (id text);
                CREATE TABLE IF NOT EXISTS audit.log (id text) partition by range (at);
                create unlogged table counts as select 1;
                create table audit.log_2026 partition of audit.log default;
                create temporary table "none" (id text);
                -- create table commented (id text);
                create function f() returns void language sql as 'create table in_a_body (id text)';
                drop table if exists old, "Older" cascade;
                drop index table_idx;
                """);

        // Then
        assertThat(changes.created()).extracting(ObjectName::toString).containsExactly("Team", "audit.log", "counts");
        assertThat(changes.dropped()).extracting(ObjectName::toString).containsExactly("old", "Older");
    }
}
