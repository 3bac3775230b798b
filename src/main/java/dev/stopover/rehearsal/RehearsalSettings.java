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
 * @param family the beginning of the names of all databases that this rehearsal makes
 * @param start the beginning of the names of those that any rehearsal of the same database makes
 * @param keep whether a copy that was made stays
 * @param recordEstimates whether the times become estimates in the history of the database itself
 * @param backups where dumps lie while they are needed, and which programs to use
 */
public record RehearsalSettings(
        Optional<String> to,
        Database copy,
        boolean given,
        String family,
        String start,
        boolean keep,
        boolean recordEstimates,
        BackupSettings backups) {
    private static final int LONGEST_NAME = 63;

    /** As much as is put behind a name: {@code _rehearsal_123456_pristine}. */
    private static final int ROOM = 26;

    /** In a copy that is made beside the source, under a name that nobody has. */
    public static RehearsalSettings onNewCopy(
            Database source, Optional<String> to, boolean keep, boolean recordEstimates, BackupSettings backups) {
        String start = shortened(source) + "_rehearsal_";
        String family = start + number();
        return new RehearsalSettings(to, source.named(family), false, family, start, keep, recordEstimates, backups);
    }

    /** In a copy that was made by other means. */
    public static RehearsalSettings onGivenCopy(
            Database copy, Optional<String> to, boolean keep, boolean recordEstimates, BackupSettings backups) {
        String start = shortened(copy) + "_rehearsed_";
        return new RehearsalSettings(to, copy, true, start + number(), start, keep, recordEstimates, backups);
    }

    /** Where dumps lie while this rehearsal needs them. */
    DumpFolder folder() {
        return folderOf(family);
    }

    /** The same of another rehearsal. */
    DumpFolder folderOf(String otherFamily) {
        return new DumpFolder(backups, otherFamily);
    }

    private static String number() {
        return String.valueOf(100_000 + new SecureRandom().nextInt(900_000));
    }

    private static String shortened(Database database) {
        String shortened = database.settings().database();
        while (shortened.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - ROOM) {
            shortened = shortened.substring(0, shortened.length() - 1);
        }
        return shortened;
    }
}
