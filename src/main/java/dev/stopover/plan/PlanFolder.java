package dev.stopover.plan;

import java.nio.file.Path;
import java.util.List;

/** Where a plan's files are: a directory, or a folder on the class path. */
public sealed interface PlanFolder permits DirectoryPlanFolder, ClassPathPlanFolder {
    /**
     * The plan in a directory.
     *
     * @throws dev.stopover.failure.UsageException when there is no such directory or it cannot be read
     */
    static PlanFolder directory(Path directory) {
        return DirectoryPlanFolder.open(directory);
    }

    /** The folder's own name. */
    String name();

    /** All files, relative to the folder, with slashes, in the order of their names; hidden ones are left out. */
    List<String> files();

    /** A file's content. */
    byte[] content(String file);

    /** How messages call a file. */
    String display(String file);
}
