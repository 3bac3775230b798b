package dev.stopover.it;

import dev.stopover.database.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.OS;

/** One process of the packaged application: the jar, or the native binary when that is under test. */
final class StopoverProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 300;
    private static final Pattern PORT = Pattern.compile("probes and metrics on port (\\d+)");

    private final Process process;
    private final Queue<String> stdout = new ConcurrentLinkedQueue<>();
    private final Queue<String> stderr = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> outputs;

    private StopoverProcess(Process process) {
        this.process = process;
        this.outputs = CompletableFuture.allOf(
                collect(process.getInputStream(), stdout), collect(process.getErrorStream(), stderr));
    }

    /** What a process left behind. */
    record Result(int exitCode, String stdout, String stderr) {}

    /** Starts the application with these arguments against a database. */
    static StopoverProcess start(Database database, String... arguments) {
        return start(environment(database), arguments);
    }

    /** What names a database, and leaves the choice of the port. */
    private static Map<String, String> environment(Database database) {
        return Map.of(
                "DATABASE_URL",
                "postgresql://" + database.settings().user() + "@"
                        + database.settings().hosts() + "/"
                        + database.settings().database(),
                "STOPOVER_PORT",
                "0");
    }

    /** Starts the application with exactly these further environment variables. */
    static StopoverProcess start(Map<String, String> environment, String... arguments) {
        return start(Path.of(""), environment, arguments);
    }

    /** Starts the application in a working directory of its own. */
    static StopoverProcess start(Path directory, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        if (OS.LINUX.isCurrentOs()) {
            // A build that a shell runs in its background ignores SIGINT, and so would every process that it starts.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(launcher());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("DATABASE_URL"));
        builder.environment().putAll(environment);
        try {
            return new StopoverProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the application and waits for its end. */
    static Result run(Database database, String... arguments) {
        try (StopoverProcess process = start(database, arguments)) {
            return process.await();
        }
    }

    /** The same with further environment variables. */
    static Result run(Database database, Map<String, String> further, String... arguments) {
        Map<String, String> environment = new HashMap<>(environment(database));
        environment.putAll(further);
        try (StopoverProcess process = start(environment, arguments)) {
            return process.await();
        }
    }

    /** Waits for the end of the process. */
    Result await() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "still running after " + LIMIT_SECONDS + " s:\n" + text(stdout) + text(stderr));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        outputs.join();
        return new Result(process.exitValue(), text(stdout), text(stderr));
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    /** Sends a signal by name, for example {@code TERM}. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The processes that it has started and that run now. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The management port, as soon as the process has said it. */
    int port() {
        return Awaitility.await()
                .until(
                        () -> {
                            Matcher matcher = PORT.matcher(text(stderr));
                            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
                        },
                        port -> port > 0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static List<String> launcher() {
        if ("native".equals(System.getProperty("stopover.under.test"))) {
            return List.of(System.getProperty("stopover.binary"));
        }
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("stopover.jar"));
    }

    private static String text(Queue<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static CompletableFuture<Void> collect(InputStream stream, Queue<String> into) {
        return CompletableFuture.runAsync(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            into.add(line);
                        }
                    } catch (IOException e) {
                        into.add("(the stream ended: " + e.getMessage() + ")");
                    }
                },
                task -> {
                    Thread thread = new Thread(task, "output of stopover");
                    thread.setDaemon(true);
                    thread.start();
                });
    }
}
