package dev.stopover.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A plan on the class path, whose files are known beforehand since nothing can be listed there.
 *
 * @param root the resource folder that holds the plan's folder
 */
record ClassPathPlanFolder(String root, String name, List<String> files) implements PlanFolder {
    ClassPathPlanFolder {
        files = files.stream().sorted().toList();
    }

    @Override
    public byte[] content(String file) {
        return resource(root + "/" + name + "/" + file);
    }

    @Override
    public String display(String file) {
        return name + "/" + file;
    }

    static byte[] resource(String path) {
        try (InputStream stream = ClassPathPlanFolder.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
