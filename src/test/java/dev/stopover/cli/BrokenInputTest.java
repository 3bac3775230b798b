package dev.stopover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.failure.ExitCode;
import dev.stopover.testing.Approved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenInputTest {
    @TempDir
    Path folder;

    private record Broken(String name, Map<String, String> environment, List<String> arguments) {
        static Broken url(String name, String url) {
            return new Broken(name, Map.of("DATABASE_URL", url), List.of("migrate", "--plan", "shop"));
        }

        static Broken options(String name, String... arguments) {
            return new Broken(name, Map.of("DATABASE_URL", "postgresql://ann@db/shop"), List.of(arguments));
        }
    }

    @Test
    void everyBrokenInputHasItsCodeAndItsMessage() throws IOException {
        // Given
        StringBuilder table = new StringBuilder();

        for (Broken broken : inputs()) {
            TestProgram program = new TestProgram();
            program.environment.putAll(broken.environment());

            // When
            int exitCode = program.run(broken.arguments().toArray(String[]::new));

            // Then
            assertThat(exitCode).as(broken.name()).isEqualTo(ExitCode.WRONG_USAGE.code());
            assertThat(program.output.toString()).as(broken.name()).isEmpty();
            assertThat(program.errors.toString()).as(broken.name()).doesNotContain("hunter2");
            table.append("## ")
                    .append(broken.name())
                    .append("\nexit ")
                    .append(exitCode)
                    .append('\n');
            table.append(program.errors.toString().replace(folder.toString(), "FOLDER"))
                    .append('\n');
        }
        Approved.verify(Path.of("src/test/resources/approved/broken-input.txt"), table.toString());
    }

    private List<Broken> inputs() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        List<Broken> inputs = new ArrayList<>(List.of(
                new Broken("no database at all", Map.of(), List.of("migrate", "--plan", "shop")),
                Broken.url("an address of another product", "mysql://ann:hunter2@db/shop"),
                Broken.url("no scheme", "ann:hunter2@db/shop"),
                Broken.url("another JDBC driver", "jdbc:oracle:thin:@db:1521/shop"),
                Broken.url("no database's name", "postgresql://ann:hunter2@db:5432"),
                Broken.url("an empty database's name", "postgresql://ann:hunter2@db:5432/?sslmode=require"),
                Broken.url("no host", "postgresql://ann:hunter2@/shop"),
                Broken.url("a host that is none", "postgresql://ann:hunter2@fe80::1/shop"),
                Broken.url("a port that is a word", "postgresql://ann:hunter2@db:pg/shop"),
                Broken.url("a port out of range", "postgresql://ann:hunter2@db:70000/shop"),
                Broken.url("an empty host in a list", "postgresql://ann:hunter2@db1,,db2/shop"),
                Broken.url("a Unix socket", "postgresql://ann:hunter2@%2Fvar%2Frun/shop"),
                Broken.url("a plain slash in the password", "postgresql://ann:hunter2/x@db/shop"),
                Broken.url("a plain percent sign in the password", "postgresql://ann:hunter2%@db/shop"),
                Broken.url("a plain hash sign in the password", "postgresql://ann:hunter2#x@db/shop"),
                Broken.url("codes that are not UTF-8", "postgresql://ann:hunter2%FF@db/shop"),
                Broken.url("an unknown parameter", "postgresql://ann:hunter2@db/shop?ssl_mode=require"),
                Broken.url("a parameter twice", "postgresql://ann@db/shop?sslmode=require&sslmode=disable"),
                Broken.url("a parameter without a value", "postgresql://ann@db/shop?sslmode"),
                Broken.url("an unknown sslmode", "postgresql://ann@db/shop?sslmode=on"),
                Broken.url("a timeout that is not a number", "postgresql://ann@db/shop?connect_timeout=10s"),
                Broken.url("a session attribute there is not", "postgresql://ann@db/shop?target_session_attrs=master"),
                Broken.url("a name of its own", "postgresql://ann@db/shop?application_name=me"),
                Broken.url("the host as a parameter", "postgresql://ann@db/shop?host=/var/run"),
                Broken.url("no user", "postgresql://db/shop"),
                Broken.options(
                        "a password in the arguments",
                        "migrate",
                        "--plan",
                        "shop",
                        "--url",
                        "postgresql://ann:hunter2@db/shop"),
                Broken.options(
                        "a password file that is not there",
                        "migrate",
                        "--plan",
                        "shop",
                        "--password-file",
                        folder.resolve("none").toString()),
                Broken.options(
                        "an empty password file", "migrate", "--plan", "shop", "--password-file", empty.toString()),
                Broken.options(
                        "a password file that is no text",
                        "migrate",
                        "--plan",
                        "shop",
                        "--password-file",
                        binary.toString()),
                Broken.options("no plan", "migrate"),
                Broken.options("an unknown plan", "migrate", "--plan", "shap"),
                Broken.options("an unknown phase", "migrate", "--plan", "shop", "--to", "contract"),
                Broken.options("an unknown command", "migrat"),
                Broken.options("an unknown option", "migrate", "--plam", "shop"),
                Broken.options("an option without its value", "migrate", "--plan"),
                Broken.options("a duration without a unit", "migrate", "--plan", "shop", "--lock-wait", "10"),
                Broken.options("workers out of range", "migrate", "--plan", "shop", "--workers", "0"),
                Broken.options("workers that are not a number", "migrate", "--plan", "shop", "--workers", "two"),
                Broken.options("a lock timeout of zero", "migrate", "--plan", "shop", "--lock-timeout", "0s"),
                Broken.options("a port out of range", "migrate", "--plan", "shop", "--port", "65536"),
                Broken.options(
                        "a copy that may not be changed",
                        "rehearse",
                        "--plan",
                        "shop",
                        "--copy-url",
                        "postgresql://ann@db/shop_copy"),
                Broken.options(
                        "a password in the address of the copy",
                        "rehearse",
                        "--plan",
                        "shop",
                        "--copy-url",
                        "postgresql://ann:hunter2@db/shop_copy",
                        "--copy-is-disposable"),
                Broken.options("consent without a copy", "rehearse", "--plan", "shop", "--copy-is-disposable"),
                Broken.options("an unknown form of output", "status", "--output", "yaml"),
                Broken.options("a scale of zero", "demo", "shop", "--scale", "0"),
                Broken.options("an unknown demonstration", "demo", "shap"),
                Broken.options("a plan without a demonstration", "demo", "shop")));
        inputs.add(new Broken(
                "a wrong setting in the environment",
                Map.of("DATABASE_URL", "postgresql://ann@db/shop", "STOPOVER_WORKERS", "many"),
                List.of("migrate", "--plan", "shop")));
        return inputs;
    }
}
