package dev.stopover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of small migrations, each a transaction: a table is created, altered, filled and indexed, and the next. */
record ScriptFolder(Path directory, List<Path> scripts) {
    static ScriptFolder write(int number) throws IOException {
        Path directory =
                Files.createDirectory(Files.createTempDirectory("bench").resolve("scripts"));
        List<Path> scripts = new ArrayList<>();
        for (int version = 1; version <= number; version++) {
            int table = (version - 1) / 4 + 1;
            Path script = directory.resolve("V%04d__step.sql".formatted(version));
            scripts.add(Files.writeString(script, sql(version, "t" + table)));
        }
        return new ScriptFolder(directory, scripts);
    }

    /** One file for psql that runs all scripts in order, each in a transaction. */
    Path session() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path script : scripts) {
            text.append("begin;\n\\i ").append(script).append("\ncommit;\n");
        }
        return Files.writeString(directory.resolveSibling("session.psql"), text);
    }

    private static String sql(int version, String table) {
        return switch (version % 4) {
            case 1 -> """
                        create table %s (
                            id bigint generated always as identity primary key,
                            name text not null,
                            created_at timestamptz not null default now()
                        );
                        """.formatted(table);
            case 2 -> """
                        alter table %s
                        add column email text not null default '',
                        add constraint %s_name_check check (name <> '');
                        """.formatted(table, table);
            case 3 -> """
                        insert into %s (name, email)
                        select 'name ' || i, i || '@example.com'
                        from generate_series(1, 10) as i;
                        """.formatted(table);
            default -> """
                        create index %s_email_idx
                        on %s (lower(email));
                        """.formatted(table, table);
        };
    }
}
