package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what README.md tells its reader to do: writes its files as they are and runs its commands as they are. */
class ReadmeIT {
    private static final Path README = Path.of("README.md");
    private static final Pattern FILE =
            Pattern.compile("```(?:yaml|sql)\\n(?:#|--) (plans/\\S+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?m)^stopover ([^#\\n]+)");
    private static final Pattern ADDRESS =
            Pattern.compile("(?m)^export DATABASE_URL='postgresql://(\\w+):(\\w+)@localhost:5432/(\\w+)'$");

    @TempDir
    Path folder;

    @Test
    void itsFirstPlanRunsAsWritten() throws IOException {
        // Given
        String readme = Files.readString(README);
        Map<String, String> environment = shop(readme);
        Map<String, String> files = files(readme);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        // When
        Map<String, StopoverProcess.Result> results = new LinkedHashMap<>();
        for (String command : commands(readme)) {
            results.put(command, run(environment, command));
        }
        StopoverProcess.Result again = run(environment, "migrate --plan plans/first");

        // Then
        assertThat(files.keySet())
                .containsExactly(
                        "plans/first/plan.yaml",
                        "plans/first/expand/V2__users.sql",
                        "plans/first/expand/U2__users.sql");
        assertThat(results.keySet())
                .containsExactly(
                        "validate --plan plans/first",
                        "plan --plan plans/first",
                        "migrate --plan plans/first",
                        "status --plan plans/first",
                        "verify --plan plans/first");
        assertThat(results.values())
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.stderr()).isZero());
        assertThat(results.get("validate --plan plans/first").stdout()).contains("plan first is valid");
        assertThat(results.get("plan --plan plans/first").stdout())
                .contains("V2__users.sql", "transfer customers", "lower(c.email)", "pending");
        assertThat(results.get("status --plan plans/first").stdout())
                .contains("2 rows: 2 inserted")
                .doesNotContain("pending");
        assertThat(results.get("verify --plan plans/first").stdout())
                .contains("customers: rows counted", "customers: rows equal")
                .doesNotContain("failed");
        assertThat(Massava.column(TestServer.database("shop"), "select id || ' ' || email || ' ' || name from users"))
                .containsExactlyInAnyOrder("1 ada@example.com Ada", "2 grace@example.com Grace");
        assertThat(again.exitCode()).isZero();
        assertThat(again.stdout()).contains("nothing to do");
    }

    @Test
    void itNamesTheProgramThatTheBuildMakes() throws IOException {
        // Given
        Path jar = Path.of(System.getProperty("stopover.jar"));

        // When
        String readme = Files.readString(README);

        // Then
        assertThat(readme)
                .contains("alias stopover=\"java -jar $PWD/"
                        + Path.of("").toAbsolutePath().relativize(jar) + "\"");
    }

    private StopoverProcess.Result run(Map<String, String> environment, String command) {
        try (StopoverProcess process = StopoverProcess.start(folder, environment, command.split(" "))) {
            return process.await();
        }
    }

    /** The database of the example, owned by its user, who is nothing special. */
    private static Map<String, String> shop(String readme) {
        MatchResult address = ADDRESS.matcher(readme)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("README.md exports no DATABASE_URL"));
        assertThat(readme).contains("Say your database has\n`customers (id, email, name)`");
        Database server = TestServer.database("postgres");
        TestServer.execute(server, "create role " + address.group(1) + " login password '" + address.group(2) + "'");
        TestServer.execute(server, "create database " + address.group(3) + " owner " + address.group(1));
        TestServer.execute(TestServer.database(address.group(3)), """
                set role %s;
                create table customers (id bigint primary key, email text not null, name text);
                insert into customers
                values (1, 'Ada@Example.com', 'Ada'),
                       (2, 'grace@example.com', 'Grace');
                """.formatted(address.group(1)));
        String url = "postgresql://" + address.group(1) + ":" + address.group(2) + "@"
                + server.settings().hosts() + "/" + address.group(3);
        return Map.of("DATABASE_URL", url, "STOPOVER_PORT", "0");
    }

    private static Map<String, String> files(String readme) {
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(readme).results().forEach(block -> files.put(block.group(1), block.group(2)));
        return files;
    }

    private static List<String> commands(String readme) {
        List<String> commands = new ArrayList<>();
        COMMAND.matcher(readme.substring(readme.indexOf("## Your own database")))
                .results()
                .forEach(command -> commands.add(command.group(1).strip()));
        return commands;
    }
}
