package dev.stopover.plan;

import dev.stopover.failure.UsageException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** A plan in a directory, as it was when it was opened. */
record DirectoryPlanFolder(Path directory, List<String> files) implements PlanFolder {
    static DirectoryPlanFolder open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UsageException(
                    "there is no directory " + directory + ".", "Name the folder that holds plan.yaml or the scripts.");
        }
        List<String> files = new ArrayList<>();
        try {
            // A mounted ConfigMap is made of links into a hidden folder, so links are followed and hidden names are
            // not.
            Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 16, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    boolean hidden = !path.equals(directory) && isHidden(path);
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                    if (!isHidden(path) && attributes.isRegularFile()) {
                        files.add(directory.relativize(path).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        Collections.sort(files);
        return new DirectoryPlanFolder(directory, List.copyOf(files));
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    @Override
    public String name() {
        Path last = directory.toAbsolutePath().normalize().getFileName();
        return last == null ? "" : last.toString();
    }

    @Override
    public byte[] content(String file) {
        try {
            return Files.readAllBytes(directory.resolve(file));
        } catch (IOException e) {
            throw unreadable(directory.resolve(file), e);
        }
    }

    @Override
    public String display(String file) {
        return directory.resolve(file).toString().replace('\\', '/');
    }

    private static UsageException unreadable(Path path, IOException e) {
        return new UsageException(
                path + " cannot be read: " + e + ".", "Make it readable for the user that runs stopover.", e);
    }
}
