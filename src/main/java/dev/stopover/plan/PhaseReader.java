package dev.stopover.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one phase, without its scripts. */
final class PhaseReader {
    private static final Duration DEFAULT_EVERY = Duration.ofMinutes(1);
    private static final int DEFAULT_ROLL_BACK_AFTER = 5;

    private final YamlMap map;
    private final Problems problems;
    private final List<PlacedTransfer> transfers = new ArrayList<>();
    private final List<CheckReader.TransferUse> uses = new ArrayList<>();

    private PhaseReader(YamlMap map, Problems problems) {
        this.map = map;
        this.problems = problems;
    }

    /** A phase as it was read, with what the rules over the whole plan need. */
    record PlacedPhase(Phase phase, List<PlacedTransfer> transfers, List<CheckReader.TransferUse> uses) {}

    /** @param fallback the kind that the plan goes on with when this phase has none */
    static PlacedPhase read(YamlMap map, Problems problems, PhaseKind fallback) {
        PhaseReader reader = new PhaseReader(map, problems);
        return new PlacedPhase(reader.read(fallback), reader.transfers, reader.uses);
    }

    private Phase read(PhaseKind fallback) {
        String name = Names.read(map);
        PhaseKind kind = map.required("kind", "expand, migrate, cutover or contract")
                .flatMap(value -> value.oneOf(PhaseKind.class))
                .orElse(fallback);
        String title = map.value("title").flatMap(YamlValue::text).orElse(name);
        Risk risk = map.value("risk").flatMap(value -> value.oneOf(Risk.class)).orElse(Risk.MEDIUM);
        Optional<Duration> estimate = map.value("estimate").flatMap(PhaseReader::positive);
        boolean approval = map.value("approval")
                .flatMap(value -> value.oneOf(Approval.class))
                .filter(Approval.REQUIRED::equals)
                .isPresent();
        Duration soak = map.value("soak").flatMap(YamlValue::duration).orElse(Duration.ZERO);
        Set<BackupKind> backups = map.value("backup").map(this::backups).orElse(Set.of());
        boolean atomic = map.value("atomic").flatMap(YamlValue::truth).orElse(false);
        map.value("transfers")
                .map(YamlValue::list)
                .orElse(List.of())
                .forEach(value -> value.named("transfer")
                        .ifPresent(transfer -> transfers.add(TransferReader.read(transfer, problems))));
        List<Encryption> encryptions = new ArrayList<>();
        map.value("encrypt")
                .map(YamlValue::list)
                .orElse(List.of())
                .forEach(value ->
                        value.named("encryption").map(EncryptionReader::read).ifPresent(encryptions::add));
        List<Check> checks = checks();
        List<Monitor> monitors = monitors();
        List<Gate> gates = new ArrayList<>();
        map.value("gates")
                .map(YamlValue::list)
                .orElse(List.of())
                .forEach(value -> value.named("gate").flatMap(GateReader::read).ifPresent(gates::add));
        List<Flag> flags = map.value("flags")
                .flatMap(value -> value.map("\"flags\""))
                .map(FlagReader::read)
                .orElse(List.of());
        map.refuseUnknownKeys();
        return new Phase(
                name,
                kind,
                title,
                risk,
                estimate,
                approval,
                soak,
                backups,
                atomic,
                List.of(),
                transfers.stream().map(PlacedTransfer::transfer).toList(),
                encryptions,
                checks,
                monitors,
                gates,
                flags,
                map.position());
    }

    private enum Approval {
        REQUIRED,
        NONE
    }

    private static Optional<Duration> positive(YamlValue value) {
        return value.duration()
                .filter(duration -> !duration.isZero()
                        || value.mustBe("longer than nothing", "Leave it out if it is not known.")
                                .isPresent());
    }

    private Set<BackupKind> backups(YamlValue value) {
        Set<BackupKind> kinds = EnumSet.noneOf(BackupKind.class);
        List<YamlValue> items = value.oneOrMore();
        for (YamlValue item : items) {
            item.oneOf(BackupWord.class).ifPresent(word -> {
                if (word == BackupWord.NONE && items.size() > 1) {
                    item.problem("\"backup\" says none beside other kinds.", "Remove none, or the others.");
                }
                word.kind().ifPresent(kinds::add);
            });
        }
        return kinds;
    }

    private enum BackupWord {
        NONE,
        SNAPSHOT,
        DUMP,
        RESTORE_POINT;

        Optional<BackupKind> kind() {
            return this == NONE ? Optional.empty() : Optional.of(BackupKind.valueOf(name()));
        }
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        Map<String, Position> names = new HashMap<>();
        for (YamlValue value : map.value("checks").map(YamlValue::list).orElse(List.of())) {
            value.named("check").flatMap(check -> CheckReader.read(check, uses)).ifPresent(check -> {
                unique(names, check.name(), value.position(), "check");
                checks.add(check);
            });
        }
        return checks;
    }

    private List<Monitor> monitors() {
        List<Monitor> monitors = new ArrayList<>();
        Map<String, Position> names = new HashMap<>();
        for (YamlValue value : map.value("monitors").map(YamlValue::list).orElse(List.of())) {
            value.named("monitor").map(PhaseReader::monitor).ifPresent(monitor -> {
                unique(names, monitor.name(), value.position(), "monitor");
                monitors.add(monitor);
            });
        }
        return monitors;
    }

    private static Monitor monitor(YamlMap map) {
        String name = map.required("name", "<what is measured>")
                .flatMap(YamlValue::text)
                .orElse("");
        String sql = map.required("sql", "<query of one number>")
                .flatMap(SqlParts::query)
                .orElse("");
        Bound bound = BoundReader.read(map, true);
        Duration every = map.value("every").flatMap(PhaseReader::positive).orElse(DEFAULT_EVERY);
        int rollBackAfter = map.value("roll-back-after")
                .flatMap(value -> value.wholeNumber(1))
                .orElse(DEFAULT_ROLL_BACK_AFTER);
        map.refuseUnknownKeys();
        return new Monitor(name, sql, bound, every, rollBackAfter);
    }

    private void unique(Map<String, Position> names, String name, Position position, String what) {
        Position first = names.putIfAbsent(name, position);
        if (first != null && !name.isEmpty()) {
            problems.add(
                    position,
                    "there are two " + what + "s \"" + name + "\" in this phase; the first is on line " + first.line()
                            + ".",
                    "Rename one of them.");
        }
    }
}
