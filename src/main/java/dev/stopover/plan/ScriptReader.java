package dev.stopover.plan;

import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlStatement;
import dev.stopover.sql.SqlSyntaxException;
import dev.stopover.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the scripts of one phase, and of all phases one after the other, in the order of their versions. */
final class ScriptReader {
    private static final String NAMING = "Name it V<version>__<what>.sql, and its undo U<version>__<what>.sql.";

    private final PlanFolder folder;
    private final PlanTexts texts;
    private final Problems problems;
    private final boolean undoRequired;
    private final Optional<Version> baseline;
    private final NavigableMap<Version, String> seen = new TreeMap<>();

    ScriptReader(
            PlanFolder folder, PlanTexts texts, Problems problems, boolean undoRequired, Optional<Version> baseline) {
        this.folder = folder;
        this.texts = texts;
        this.problems = problems;
        this.undoRequired = undoRequired;
        this.baseline = baseline;
    }

    /** @param files the files of the phase, all of which are meant as scripts or as notes */
    List<Script> read(List<String> files) {
        Optional<Version> last = seen.isEmpty() ? Optional.empty() : Optional.of(seen.lastKey());
        Map<Version, String> migrations = new TreeMap<>();
        Map<Version, String> undos = new TreeMap<>();
        for (String file : files) {
            String fileName = file.substring(file.lastIndexOf('/') + 1);
            ScriptName.of(fileName)
                    .ifPresentOrElse(
                            name -> add(name, file, name.undo() ? undos : migrations), () -> refuse(file, fileName));
        }
        migrations.forEach((version, file) -> checkVersion(version, file, last));
        undos.forEach((version, file) -> {
            if (!migrations.containsKey(version)) {
                problem(
                        file,
                        "this undo has no migration V" + version + "__….sql beside it.",
                        "Add it, or remove this.");
            }
        });
        List<Script> scripts = new ArrayList<>();
        migrations.forEach(
                (version, file) -> scripts.add(script(version, file, Optional.ofNullable(undos.get(version)))));
        return scripts;
    }

    private void add(ScriptName name, String file, Map<Version, String> scripts) {
        String other = scripts.putIfAbsent(name.version(), file);
        if (other != null) {
            problem(
                    file,
                    "version " + name.version() + " is there twice; the other is " + other + ".",
                    "Give one of them another version.");
        }
    }

    private void refuse(String file, String fileName) {
        Optional<String> refusal = ScriptName.refusal(fileName);
        if (refusal.isPresent()) {
            problem(file, refusal.get(), "");
        } else if (fileName.endsWith(".sql")) {
            problem(file, "this script's name says no version.", NAMING);
        } else if (undoRequired && !fileName.endsWith(".md") && !fileName.endsWith(".txt")) {
            problem(file, "this file is neither a script nor a note (.md, .txt).", NAMING);
        }
    }

    private void checkVersion(Version version, String file, Optional<Version> last) {
        String other = seen.putIfAbsent(version, file);
        if (other != null) {
            problem(
                    file,
                    "version " + version + " is there twice; the other is " + other + ".",
                    "Give one of them another version.");
        } else if (last.filter(highest -> highest.compareTo(version) > 0).isPresent()) {
            Version highest = last.orElseThrow();
            problem(
                    file,
                    "version " + version + " comes after version " + highest + " of an earlier phase ("
                            + seen.get(highest) + ").",
                    "Versions rise over the whole plan: give it one above " + highest + ".");
        }
        baseline.filter(present -> present.compareTo(version) >= 0)
                .ifPresent(present -> problem(
                        file,
                        "version " + version + " is not above the baseline " + present + ", so it would never run.",
                        "Give it a version above " + present + ", or lower \"baseline\"."));
    }

    private Script script(Version version, String file, Optional<String> undo) {
        if (undo.isEmpty() && undoRequired) {
            String fileName = file.substring(file.lastIndexOf('/') + 1);
            problem(file, "this migration has no undo.", "Add U" + fileName.substring(1) + " beside it.");
        }
        String sql = text(file);
        Optional<Script.Undo> undoScript = undo.map(undoFile -> new Script.Undo(undoFile, text(undoFile)));
        ScriptName name =
                ScriptName.of(file.substring(file.lastIndexOf('/') + 1)).orElseThrow();
        return new Script(version, name.description(), file, sql, undoScript);
    }

    private String text(String file) {
        String sql = texts.read(file).orElse("");
        String display = folder.display(file);
        try {
            SqlScript.parse(display, sql).statements().forEach(statement -> checkKind(display, statement));
        } catch (SqlSyntaxException e) {
            problems.add(display, e);
        }
        return sql;
    }

    /** Everything in an atomic phase must be able to run in the one transaction, if need be in a form that blocks. */
    void checkAtomic(Phase phase) {
        for (Script script : phase.migrations()) {
            String display = folder.display(script.file());
            try {
                SqlScript.parse(display, script.sql()).statements().stream()
                        .filter(statement -> statement.kind() == StatementKind.NON_TRANSACTIONAL
                                && statement.blocking().isEmpty())
                        .forEach(statement -> problems.add(
                                new Position(display, statement.line(), statement.column()),
                                "\"" + statement.text().lines().findFirst().orElse("")
                                        + "\" cannot run in a transaction, and phase " + phase.name() + " is atomic.",
                                "Move the script into a phase that is not atomic."));
            } catch (SqlSyntaxException e) {
                return; // Told when the script was read.
            }
        }
    }

    private void checkKind(String display, SqlStatement statement) {
        Position position = new Position(display, statement.line(), statement.column());
        String words = statement.text().lines().findFirst().orElse("");
        switch (statement.kind()) {
            case TRANSACTION_CONTROL ->
                problems.add(
                        position,
                        "\"" + words + "\" would end or change the transaction in which the script is recorded.",
                        "Remove it: each script runs in a transaction of its own.");
            case CLIENT_COPY ->
                problems.add(
                        position,
                        "this copies from or to a client, which a migration has none of.",
                        "Write insert … values, or move the rows with a transfer.");
            case TRANSACTIONAL, NON_TRANSACTIONAL -> {}
        }
    }

    private void problem(String file, String message, String remedy) {
        problems.add(new Position(folder.display(file), 1, 1), message, remedy);
    }
}
