package dev.stopover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private final Database database = TestServer.newDatabase();

    @BeforeEach
    void createSchema() {
        TestServer.execute(database, """
                create type mood as enum ('calm', 'wild');
                create table owners (id bigint primary key, email text not null, mood mood default 'calm');
                create table pets (id bigint generated always as identity primary key, owner_id bigint references owners, name text);
                create index pets_name on pets (name);
                create function touch() returns trigger language plpgsql as 'begin return new; end';
                create trigger pets_touch before update on pets for each row execute function touch();
                alter table pets enable row level security;
                create policy pets_all on pets using (true);
                create view names as select name from pets;
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alter table pets add column age int                               | alter table pets drop column age
                    alter table owners drop column mood                               | alter table owners add column mood mood default 'calm'
                    alter table owners alter column email drop not null               | alter table owners alter column email set not null
                    alter table owners alter column mood drop default                 | alter table owners alter column mood set default 'calm'
                    alter table owners alter column email type varchar(20)            | alter table owners alter column email type text
                    alter type mood add value 'sad'                                   |
                    drop index pets_name                                              | create index pets_name on pets (name)
                    update pg_index set indisvalid = false where indexrelid = 'pets_name'::regclass | update pg_index set indisvalid = true where indexrelid = 'pets_name'::regclass
                    alter table pets drop constraint pets_owner_id_fkey               | alter table pets add constraint pets_owner_id_fkey foreign key (owner_id) references owners
                    alter table pets add constraint named check (name <> '') not valid | alter table pets drop constraint named
                    alter table pets disable trigger pets_touch                       | alter table pets enable trigger pets_touch
                    create or replace function touch() returns trigger language plpgsql as 'begin return null; end' | create or replace function touch() returns trigger language plpgsql as 'begin return new; end'
                    alter table pets no force row level security                      | alter table pets no force row level security
                    alter table pets force row level security                         | alter table pets no force row level security
                    drop policy pets_all on pets                                      | create policy pets_all on pets using (true)
                    grant select on pets to public                                    | revoke select on pets from public
                    comment on column pets.name is 'what it is called'                | comment on column pets.name is null
                    create or replace view names as select name from pets where id > 0 | create or replace view names as select name from pets
                    alter table pets replica identity full                            | alter table pets replica identity default
                    create publication changes for table pets                         | drop publication changes
                    create table others (id int)                                      | drop table others
                    alter sequence pets_id_seq increment by 5                         | alter sequence pets_id_seq increment by 1
                    create extension if not exists plpgsql                            | create extension if not exists plpgsql
                    """)
    void seesAChangeAndThatItWasTakenBack(String change, String undo) throws SQLException {
        // Given
        Fingerprint before = read();
        boolean changes = !change.equals(undo);

        // When
        TestServer.execute(database, change);
        Fingerprint between = read();
        if (undo != null) {
            TestServer.execute(database, undo);
        }

        // Then
        assertThat(between.hash().equals(before.hash())).isEqualTo(!changes);
        assertThat(before.differencesTo(between).isEmpty()).isEqualTo(!changes);
        if (undo != null) {
            assertThat(before.differencesTo(read())).isEmpty();
            assertThat(read().hash()).isEqualTo(before.hash());
        }
    }

    @Test
    void leavesOutWhatStopoverAndFlywayKeep() throws SQLException {
        // Given
        Fingerprint before = read();

        // When
        TestServer.execute(database, """
                create schema stopover;
                create table stopover.run (id int primary key);
                comment on table stopover.run is 'A run.';
                comment on column stopover.run.id is 'Its number.';
                create function stopover.sync() returns trigger language plpgsql as 'begin return new; end';
                create trigger stopover_forward after insert on pets for each row execute function stopover.sync();
                comment on trigger stopover_forward on pets is 'Keeps both equal.';
                create table flyway_schema_history (installed_rank int primary key);
                """);

        // Then
        assertThat(before.differencesTo(read())).isEmpty();
    }

    @Test
    void doesNotDependOnTheSearchPathNorLeaveAnotherBehind() throws SQLException {
        // Given
        Fingerprint usual = read();

        // When
        Fingerprint other;
        String pathAfterwards;
        try (Connection connection = database.open("test");
                var statement = connection.createStatement()) {
            statement.execute("set search_path = pg_catalog");
            other = Fingerprint.read(connection);
            try (var row = statement.executeQuery("show search_path")) {
                row.next();
                pathAfterwards = row.getString(1);
            }
        }

        // Then
        assertThat(other).isEqualTo(usual);
        assertThat(pathAfterwards).isEqualTo("pg_catalog");
    }

    @Test
    void namesTheObjectThatDiffersOnBothSides() throws SQLException {
        // Given
        Fingerprint before = read();
        TestServer.execute(database, "alter table pets alter column name set default 'Rex'");

        // When
        List<String> differences = before.differencesTo(read());

        // Then
        assertThat(differences)
                .containsExactly(
                        "- column public.pets.name: text", "+ column public.pets.name: text, default 'Rex'::text");
    }

    private Fingerprint read() throws SQLException {
        try (Connection connection = database.open("test")) {
            return Fingerprint.read(connection);
        }
    }
}
