package dev.stopover.migration;

import dev.stopover.plan.Script;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The scripts of a plan as Flyway's resources, so that it never scans the class path or a folder. */
final class PlanResources implements ResourceProvider {
    private final List<LoadableResource> resources;

    PlanResources(List<Script> scripts) {
        this.resources =
                scripts.stream().<LoadableResource>map(ScriptResource::new).toList();
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return resources.stream()
                .filter(resource -> resource.getRelativePath().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return resources.stream()
                .filter(resource -> resource.getFilename().startsWith(prefix)
                        && Arrays.stream(suffixes).anyMatch(resource.getFilename()::endsWith))
                .toList();
    }

    private static final class ScriptResource extends LoadableResource {
        private final Script script;

        private ScriptResource(Script script) {
            this.script = script;
        }

        @Override
        public Reader read() {
            return new StringReader(script.sql());
        }

        @Override
        public String getAbsolutePath() {
            return script.file();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return script.file();
        }

        @Override
        public String getFilename() {
            return script.file().substring(script.file().lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return script.file();
        }
    }
}
