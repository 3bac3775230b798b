package dev.stopover.backup;

import dev.stopover.backup.ToolProcess.ToolFailure;
import dev.stopover.database.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own programs: the oldest that are not older than the server, since pg_dump refuses a newer server, and
 * what a newer pg_restore sends, an older server may not know.
 */
record ClientTools(Path dump, Path restore, int major) {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** Where packages put one folder per version; on the path there is often only a wrapper. */
    private static final List<String> PARENTS = List.of("/usr/lib/postgresql", "/usr");

    /**
     * Finds them.
     *
     * @param folder where to look; the usual places and the path when absent
     * @throws BackupException when there are none, or only older ones
     */
    static ClientTools find(Optional<Path> folder, int serverMajor, StopSignal stop) {
        Set<Path> folders = folder.map(Set::of).orElseGet(ClientTools::usualFolders);
        List<ClientTools> found = new ArrayList<>();
        for (Path place : folders) {
            Path dump = place.resolve("pg_dump");
            Path restore = place.resolve("pg_restore");
            if (Files.isExecutable(dump) && Files.isExecutable(restore)) {
                found.add(new ClientTools(dump, restore, version(dump, stop)));
            }
        }
        return found.stream()
                .filter(tools -> tools.major >= serverMajor)
                .min(Comparator.comparingInt(ClientTools::major))
                .orElseThrow(() -> missing(folder, found, serverMajor));
    }

    private static BackupException missing(Optional<Path> folder, List<ClientTools> found, int serverMajor) {
        String where = folder.map(path -> " in " + path).orElse("");
        String remedy = "Install the client programs of PostgreSQL " + serverMajor + " or later (postgresql-client-"
                + serverMajor + "), or name the folder that has them with --pg-bin.";
        return found.stream()
                .max(Comparator.comparingInt(ClientTools::major))
                .map(newest -> new BackupException(
                        newest.dump + " is of PostgreSQL " + newest.major + " and cannot dump a server of PostgreSQL "
                                + serverMajor,
                        remedy))
                .orElseGet(() -> new BackupException("there is no pg_dump and pg_restore" + where, remedy));
    }

    private static Set<Path> usualFolders() {
        Set<Path> folders = new LinkedHashSet<>();
        for (String parent : PARENTS) {
            folders.addAll(versionFolders(Path.of(parent)));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        Arrays.stream(path.split(java.io.File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .forEach(folders::add);
        return folders;
    }

    private static List<Path> versionFolders(Path parent) {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, "{[0-9]*,pgsql-*}")) {
                entries.forEach(entry -> folders.add(entry.resolve("bin")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folders;
    }

    private static int version(Path dump, StopSignal stop) {
        try (ToolProcess process = ToolProcess.start(stop, Map.of(), List.of(dump.toString(), "--version"))) {
            String text = process.text();
            Matcher version = VERSION.matcher(text);
            if (!version.find()) {
                throw new BackupException(
                        dump + " says nothing of its version: " + text.strip(), "Name another folder with --pg-bin.");
            }
            return Integer.parseInt(version.group(1));
        } catch (ToolFailure e) {
            throw new BackupException(
                    dump + " does not run: " + e.getMessage(), "Name another folder with --pg-bin.", e);
        }
    }
}
