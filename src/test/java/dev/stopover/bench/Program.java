package dev.stopover.bench;

import dev.stopover.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program as a user starts it: the binary, the jar, or psql. */
record Program(String name, List<String> command) {
    /** The jar, started as the README does; {@code STOPOVER_JAR} names another one. */
    static Optional<Program> jar() {
        Path jar = Path.of(Setting.text("STOPOVER_JAR", "target/quarkus-app/quarkus-run.jar"));
        String java = System.getProperty("java.home") + "/bin/java";
        return ifThere(jar, "the jar", "make build", List.of(java, "-jar", jar.toString()));
    }

    /** The native binary; {@code STOPOVER_BINARY} names another one. */
    static Optional<Program> binary() {
        Path binary = Path.of(Setting.text("STOPOVER_BINARY", "target/stopover-0.1.0-SNAPSHOT-runner"));
        return ifThere(
                binary,
                "the native binary",
                "make native",
                List.of(binary.toAbsolutePath().toString()));
    }

    /** Both, the binary first; at least one has to be there. */
    static List<Program> packaged() {
        List<Program> found = new ArrayList<>();
        binary().ifPresent(found::add);
        jar().ifPresent(found::add);
        if (found.isEmpty()) {
            throw new IllegalStateException("nothing to measure: run make build or make native first");
        }
        return found;
    }

    /** The program with arguments and a database, in a process whose output goes to a file. */
    Running start(String url, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(arguments);
        Path output = Files.createTempFile("bench", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("DATABASE_URL", url);
        builder.environment().put("PGCONNECT_TIMEOUT", "10");
        long started = System.nanoTime();
        return new Running(builder.start(), line, output, started);
    }

    /** Runs it to its end and returns how long that took, from before the process existed. */
    double millis(String url, List<String> arguments) throws IOException, InterruptedException {
        return start(url, arguments).end();
    }

    static String url(Database database, int port) {
        return "postgresql://" + database.settings().user() + "@localhost:" + port + "/"
                + database.settings().database() + "?sslmode=disable";
    }

    private static Optional<Program> ifThere(Path file, String name, String remedy, List<String> command) {
        if (!Files.exists(file)) {
            System.out.println(name + " is not measured: there is no " + file + " (" + remedy + ")");
            return Optional.empty();
        }
        return Optional.of(new Program(name, command));
    }

    /** A started process. */
    record Running(Process process, List<String> line, Path output, long started) {
        /** Waits for its end, which must be a good one, and returns the milliseconds since its start. */
        double end() throws IOException, InterruptedException {
            int exitCode = process.waitFor();
            double millis = (System.nanoTime() - started) / 1e6;
            if (exitCode != 0) {
                throw new IllegalStateException(
                        String.join(" ", line) + " ended with " + exitCode + ":\n" + Files.readString(output));
            }
            Files.delete(output);
            return millis;
        }

        /** Follows the peak of its resident memory to its end; in MiB. */
        double peakMebibytes() throws IOException, InterruptedException {
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            long peak = 0;
            do {
                peak = Math.max(peak, peakKibibytes(status));
            } while (!process.waitFor(500, TimeUnit.MICROSECONDS));
            end();
            return peak / 1024.0;
        }

        /** The kernel's own high-water mark, so that only growth in the last half millisecond can be missed. */
        private static long peakKibibytes(Path status) {
            try {
                return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0);
            } catch (IOException e) {
                // The process has ended between two looks.
                return 0;
            }
        }
    }
}
