package dev.stopover.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script's file name says, in Flyway's naming. */
record ScriptName(boolean undo, Version version, String description) {
    private static final Pattern NAME = Pattern.compile("([VU])([0-9]+(?:[._][0-9]+)*)__(.+)\\.sql");
    private static final Pattern REPEATABLE = Pattern.compile("R__.+\\.sql");
    private static final Pattern BASELINE = Pattern.compile("B[0-9][0-9._]*__.+\\.sql");
    private static final Pattern CALLBACK = Pattern.compile("(before|after|create)[A-Z].*\\.sql");
    private static final Pattern CODE =
            Pattern.compile("[VURB][0-9._]*__.+\\.(java|class|kt|groovy|py|sh|ps1|cmd|bat)");

    /** @param fileName without folders */
    static Optional<ScriptName> of(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        return matcher.matches()
                ? Optional.of(new ScriptName(
                        matcher.group(1).equals("U"),
                        Version.of(matcher.group(2)),
                        matcher.group(3).replace('_', ' ')))
                : Optional.empty();
    }

    /** Why a file that Flyway would use cannot be used here; absent when Flyway would not use it either. */
    static Optional<String> refusal(String fileName) {
        if (REPEATABLE.matcher(fileName).matches()) {
            return Optional.of("repeatable migrations are not supported yet. Make it a versioned one.");
        }
        if (BASELINE.matcher(fileName).matches()) {
            return Optional.of("baseline migrations are not supported. Say \"baseline\" in plan.yaml.");
        }
        if (CALLBACK.matcher(fileName).matches()) {
            return Optional.of("callbacks are not supported yet. Put the statements into a migration.");
        }
        if (fileName.endsWith(".conf")) {
            return Optional.of(
                    "script configuration is not supported; Stopover sees itself what runs alone. Remove it.");
        }
        if (CODE.matcher(fileName).matches()) {
            return Optional.of("only SQL scripts are supported. Write the migration in SQL.");
        }
        return Optional.empty();
    }
}
