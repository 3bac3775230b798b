package dev.stopover.run;

import dev.stopover.backup.BackupListener;
import dev.stopover.history.BackupRecord;

/** Shows how backups are taken and brought back. */
record BackupReport(ProgressReporter reporter) implements BackupListener {
    @Override
    public void activity(String what) {
        reporter.activity(what);
    }

    @Override
    public void taken(BackupRecord backup) {
        reporter.done();
        reporter.event("backup " + backup.id() + " was taken (" + backup.kind() + ")");
    }

    @Override
    public void kept(BackupRecord backup) {
        reporter.event("backup " + backup.id() + " of this attempt still counts (" + backup.kind() + ")");
    }

    @Override
    public void warning(String message) {
        reporter.event(message);
    }
}
