package dev.stopover.plan;

import dev.stopover.failure.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plans under a resource folder, after its {@code plans.index}: one line per file, relative to the folder.
 *
 * @param plans each plan's files by its name
 */
record PlanIndex(String root, Map<String, List<String>> plans) {
    static PlanIndex read(String root) {
        String index = new String(ClassPathPlanFolder.resource(root + "/plans.index"), StandardCharsets.UTF_8);
        Map<String, List<String>> plans = new TreeMap<>();
        index.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int slash = line.indexOf('/');
            plans.computeIfAbsent(line.substring(0, slash), name -> new ArrayList<>())
                    .add(line.substring(slash + 1));
        });
        return new PlanIndex(root, plans);
    }

    List<String> names() {
        return List.copyOf(plans.keySet());
    }

    PlanFolder folder(String name) {
        List<String> files = plans.get(name);
        if (files == null) {
            throw new UsageException(
                    "there is no bundled plan \"" + name + "\".",
                    Suggestion.among(name, plans.keySet()) + " A plan of your own is given by its directory.");
        }
        return new ClassPathPlanFolder(root, name, files);
    }
}
