package dev.stopover.migration;

import dev.stopover.plan.Script;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.stream.IntStream;

/** Compares 500 small scripts through the runner with the same on one plain connection. */
final class ScriptSpeed {
    private ScriptSpeed() {}

    public static void main(String[] args) throws Exception {
        Script[] scripts = IntStream.rangeClosed(1, Integer.parseInt(args[0]))
                .mapToObj(i -> MigrationStage.script(
                        "expand/V" + i + "__t.sql",
                        "create table t" + i + " (id bigint primary key, name text not null);\n"
                                + "create index on t" + i + " (name);\n"
                                + "insert into t" + i + " values (1, 'a');\n"))
                .toArray(Script[]::new);
        for (int round = 0; round < 12; round++) {
            long plain = plain(scripts);
            MigrationStage stage = new MigrationStage();
            long start = System.nanoTime();
            stage.migrate(scripts);
            long runner = (System.nanoTime() - start) / 1_000_000;
            start = System.nanoTime();
            stage.migrate(scripts);
            long again = (System.nanoTime() - start) / 1_000_000;
            System.out.printf(
                    "plain %d ms, runner %d ms, ratio %.2f, again %d ms%n", plain, runner, (double) runner / plain, again);
        }
    }

    private static long plain(Script[] scripts) throws Exception {
        try (Connection connection = TestServer.newDatabase().connect("plain");
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            for (Script script : scripts) {
                connection.setAutoCommit(false);
                for (String sql : script.sql().split(";\n", -1)) {
                    statement.execute(sql);
                }
                connection.commit();
            }
            return (System.nanoTime() - start) / 1_000_000;
        }
    }
}
