package dev.stopover.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/**
 * The two streams of the process: results go to the output, logs and progress to the error stream.
 *
 * @param outputIsTerminal whether a person watches the output, and not a file or a pipe
 * @param errorsAreTerminal the same of the error stream
 * @param colour whether colours are wanted on a terminal
 */
public record Console(
        PrintWriter output, PrintWriter errors, boolean outputIsTerminal, boolean errorsAreTerminal, boolean colour) {
    /** The streams of this process. */
    public static Console ofProcess() {
        boolean capable = !"dumb".equals(System.getenv("TERM"));
        String noColour = System.getenv("NO_COLOR");
        return new Console(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                capable && isTerminal(1),
                capable && isTerminal(2),
                noColour == null || noColour.isEmpty());
    }

    Style outputStyle() {
        return new Style(colour && outputIsTerminal);
    }

    Style errorStyle() {
        return new Style(colour && errorsAreTerminal);
    }

    void print(String text) {
        output.print(text);
        output.flush();
    }

    void printError(String text) {
        errors.print(text);
        errors.flush();
    }

    void printJson(JsonNode value) {
        try {
            print(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), false, StandardCharsets.UTF_8);
    }

    /** {@code System.console()} tells only about input and output together; the link in /proc tells about one stream. */
    private static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd/" + stream);
        if (!Files.isSymbolicLink(link)) {
            return Ansi.AUTO.enabled();
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
