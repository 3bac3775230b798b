package dev.stopover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EntityDiagramTest {
    private final Database database = TestServer.newDatabase();

    @Test
    void drawsTablesWithTheirKeysAndHowManyReferToOne() throws SQLException {
        // Given
        TestServer.execute(database, """
                create type "Mood" as enum ('GOOD', 'BAD');
                create table "Owner" (id bigint primary key, email varchar(80) not null unique, tags text[]);
                comment on column "Owner".email is 'As "typed"';
                create table pet (
                    id uuid primary key,
                    owner_id bigint not null references "Owner",
                    sitter_id bigint references "Owner",
                    mood "Mood" not null,
                    fed_at timestamp(3) not null
                );
                create table passport (
                    pet_id uuid primary key references pet,
                    "valid to" timestamptz not null
                );
                create table flyway_schema_history (version text);
                create table visit (at date not null) partition by range (at);
                create table visit_2030 partition of visit for values from ('2030-01-01') to ('2031-01-01');
                """);

        // When / Then
        assertThat(diagram()).isEqualTo("""
                erDiagram
                    Owner ||--o{ pet : "owner_id"
                    Owner |o--o{ pet : "sitter_id"
                    pet ||--o| passport : "pet_id"

                    Owner {
                        bigint id PK
                        varchar email UK "As 'typed'"
                        text[] tags "may be null"
                    }

                    passport {
                        uuid pet_id PK, FK
                        timestamptz valid_to
                    }

                    pet {
                        uuid id PK
                        bigint owner_id FK
                        bigint sitter_id FK "may be null"
                        Mood mood
                        timestamp fed_at
                    }

                    visit {
                        date at
                    }
                """);
    }

    private String diagram() throws SQLException {
        try (Connection connection = database.connect("test")) {
            return EntityDiagram.read(connection);
        }
    }
}
