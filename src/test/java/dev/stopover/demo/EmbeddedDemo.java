package dev.stopover.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code stopover demo} of the packaged program against a real PostgreSQL that is started for it. */
public final class EmbeddedDemo {
    private EmbeddedDemo() {}

    /**
     * Starts the server and the program, with the program's own streams.
     *
     * @param arguments further arguments of the demo command
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int exitCode;
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            exitCode = demo(server.getPort(), List.of(arguments));
        }
        System.exit(exitCode);
    }

    private static int demo(int port, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-jar", jar(), "demo", "--port", "0"));
        command.addAll(arguments);
        ProcessBuilder program = new ProcessBuilder(command).inheritIO();
        program.environment().put("DATABASE_URL", "postgresql://postgres@localhost:" + port + "/stopover_demo");
        return program.start().waitFor();
    }

    private static String jar() {
        return System.getProperty("stopover.jar", "target/quarkus-app/quarkus-run.jar");
    }
}
