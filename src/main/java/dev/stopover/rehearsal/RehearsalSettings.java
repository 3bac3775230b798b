package dev.stopover.rehearsal;

import dev.stopover.backup.BackupSettings;
import dev.stopover.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * How a plan is rehearsed.
 *
 * @param to the last phase to rehearse; the plan's last one when empty
 * @param copy the first database to work in: the one that is given, or one that does not exist yet
 * @param given whether it is given, and so not made and not dropped
 * @param keep whether a copy that was made stays
 * @param recordEstimates whether the times become estimates in the history of the database itself
 * @param backups where the dump lies while it is needed, and which programs to use
 */
public record RehearsalSettings(
        Optional<String> to,
        Database copy,
        boolean given,
        boolean keep,
        boolean recordEstimates,
        BackupSettings backups) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST_NAME = 63;

    /** As much as is put behind a name: {@code _rehearsal_123456_pristine}. */
    private static final int ROOM = 26;

    /** A database beside the source, with a name that nobody has. */
    public static Database newCopyOf(Database source) {
        return source.named(start(source) + number());
    }

    /** The beginning of the names of all copies of that database. */
    static String start(Database original) {
        return shortened(original.settings().database()) + "_rehearsal_";
    }

    /** The beginning of the names of all copies of a copy that is given. */
    static String startOfGiven(Database given) {
        return shortened(given.settings().database()) + "_rehearsed_";
    }

    /** Where dumps lie while this rehearsal needs them. */
    DumpFolder folder() {
        return folderOf(copy.settings().database());
    }

    /** The same of the rehearsal that made the database of that name. */
    DumpFolder folderOf(String database) {
        return new DumpFolder(backups, database);
    }

    static String number() {
        return String.valueOf(100_000 + RANDOM.nextInt(900_000));
    }

    private static String shortened(String name) {
        String shortened = name;
        while (shortened.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - ROOM) {
            shortened = shortened.substring(0, shortened.length() - 1);
        }
        return shortened;
    }
}
