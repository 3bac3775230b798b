package dev.stopover.backup;

import dev.stopover.database.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One of PostgreSQL's own programs at work. It ends with the block that started it, whatever happens there: within a
 * second after the stop signal it is gone.
 */
final class ToolProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long PATIENCE_MILLIS = 700;
    private static final int MOST_KEPT = 4_000;

    private final String program;
    private final Process process;
    private final StopSignal stop;
    private final Optional<String> secret;
    private final CompletableFuture<String> errors;

    private ToolProcess(String program, Process process, StopSignal stop, Optional<String> secret) {
        this.program = program;
        this.process = process;
        this.stop = stop;
        this.secret = secret;
        this.errors = CompletableFuture.supplyAsync(() -> tail(process.getErrorStream()), ToolProcess::inThread);
    }

    /** A program that ended with something else than 0. */
    static final class ToolFailure extends Exception {
        private static final long serialVersionUID = 1L;

        private final String said;

        ToolFailure(String message, String said) {
            super(message + (said.isEmpty() ? "" : ": " + said));
            this.said = said;
        }

        /** The last part of what it wrote to standard error. */
        String said() {
            return said;
        }
    }

    /** Starts a program; its standard input is empty. */
    static ToolProcess start(StopSignal stop, Map<String, String> variables, List<String> command) {
        stop.check();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> isAddress(name) && !name.equals("PGPASSFILE"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(variables);
        String program = Path.of(command.get(0)).getFileName().toString();
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ToolProcess(program, process, stop, Optional.ofNullable(variables.get("PGPASSWORD")));
        } catch (IOException e) {
            throw new BackupException(
                    "cannot start " + command.get(0) + ": " + e.getMessage(),
                    "Check that it can be executed, or name another folder with --pg-bin.",
                    e);
        }
    }

    /** An address in our own environment is not the database's that the program is started for. */
    private static boolean isAddress(String name) {
        return name.startsWith("PG") || name.equals("DATABASE_URL");
    }

    /** What the program writes; must be read to its end before {@link #await}. */
    InputStream output() {
        return process.getInputStream();
    }

    /** All that the program writes, when it has ended well. */
    String text() throws ToolFailure {
        CompletableFuture<String> text = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                ToolProcess::inThread);
        await();
        return text.join();
    }

    /**
     * Waits for the end.
     *
     * @return what it wrote to standard error
     * @throws ToolFailure when it ended with something else than 0
     * @throws dev.stopover.failure.StoppedException when the run should stop
     */
    String await() throws ToolFailure {
        while (process.isAlive()) {
            stop.pause(POLL);
        }
        String said = redacted(errors.join());
        if (process.exitValue() != 0) {
            throw new ToolFailure(program + " ended with " + process.exitValue(), said);
        }
        return said;
    }

    /** Throws when it has ended badly already; for somebody who has other work to do meanwhile. */
    void check() throws ToolFailure {
        if (!process.isAlive()) {
            await();
        }
    }

    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String redacted(String text) {
        return secret.filter(password -> !password.isEmpty())
                .map(password -> text.replace(password, "***"))
                .orElse(text)
                .strip();
    }

    /** The last part says why; a program that fails row by row would fill the memory. */
    private static String tail(InputStream stream) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try (stream) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                kept.write(buffer, 0, read);
                if (kept.size() > 2 * MOST_KEPT) {
                    byte[] all = kept.toByteArray();
                    kept.reset();
                    kept.write(all, all.length - MOST_KEPT, MOST_KEPT);
                }
            }
        } catch (IOException e) {
            kept.writeBytes(("(" + e.getMessage() + ")").getBytes(StandardCharsets.UTF_8));
        }
        return kept.toString(StandardCharsets.UTF_8);
    }

    private static void inThread(Runnable work) {
        Thread thread = new Thread(work, "stopover-tool");
        thread.setDaemon(true);
        thread.start();
    }
}
