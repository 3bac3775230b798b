package dev.stopover.rehearsal;

import dev.stopover.backup.BackupSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The folder with the dumps of one rehearsal: that of the database, and those which phases take before they begin. */
record DumpFolder(BackupSettings settings, String family) {
    private static final Logger LOG = Logger.getLogger(DumpFolder.class);

    /** The settings with which dumps are written there. */
    BackupSettings backups() {
        return settings.in(path());
    }

    /** Removes it with all that is in it. A file that stays costs room, and is no reason to fail. */
    void delete() {
        if (!Files.isDirectory(path())) {
            return;
        }
        try (Stream<Path> files = Files.walk(path())) {
            List<Path> innerFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innerFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warnf("%s cannot be removed: %s", path(), e);
        }
    }

    private Path path() {
        return settings.directory().orElseThrow().resolve("stopover_" + family.replaceAll("[^A-Za-z0-9_-]", "_"));
    }
}
