package dev.stopover.cli;

import dev.stopover.backup.BackupListener;

/** Tells on the error stream what a backup is at. */
record BackupLog(Console console) implements BackupListener {
    @Override
    public void activity(String what) {
        console.printError(what + "\n");
    }

    @Override
    public void warning(String message) {
        console.printError(console.errorStyle().bold("note: ") + message + "\n");
    }
}
