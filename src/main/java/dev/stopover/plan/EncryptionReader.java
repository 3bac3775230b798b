package dev.stopover.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a plan encrypts, and refuses what could not be kept right. */
final class EncryptionReader {
    private EncryptionReader() {}

    static Encryption read(YamlMap map) {
        String name = Names.read(map);
        TableName table =
                map.required("table", "<table>").flatMap(SqlParts::table).orElse(new TableName(Optional.empty(), ""));
        String column = column(map, "column", "<column with the text>");
        String into = column(map, "into", "<column for what is encrypted>");
        String key = map.required("key", "<name of the key>").map(Names::read).orElse("");
        map.refuseUnknownKeys();
        if (!into.isEmpty() && into.equals(column)) {
            map.problem(
                    "encryption \"" + name + "\" encrypts a column into itself.",
                    "Add a column of type bytea in a migration and name it with into.");
        }
        return new Encryption(name, table, column, into, key, map.position());
    }

    private static String column(YamlMap map, String key, String example) {
        return map.required(key, example)
                .flatMap(YamlValue::text)
                .map(SqlParts::column)
                .orElse("");
    }

    /** What only shows over the whole plan. */
    static void check(List<Phase> phases, Problems problems) {
        Set<String> names = new HashSet<>();
        List<Transfer> transfers =
                phases.stream().flatMap(phase -> phase.transfers().stream()).toList();
        transfers.forEach(transfer -> names.add(transfer.name()));
        for (Phase phase : phases) {
            for (Encryption encryption : phase.encryptions()) {
                if (!names.add(encryption.name()) && !encryption.name().isEmpty()) {
                    problems.add(
                            encryption.position(),
                            "there is another transfer or encryption \"" + encryption.name() + "\" in the plan.",
                            "Rename one of them.");
                }
                if (phase.kind() == PhaseKind.CUTOVER || phase.kind() == PhaseKind.CONTRACT) {
                    problems.add(
                            encryption.position(),
                            "encryption \"" + encryption.name() + "\" is in a phase of kind "
                                    + YamlValue.word(phase.kind()) + ".",
                            "Encrypt in a phase before cut-over, and drop the column with the text in contract.");
                }
                transfers.stream()
                        .filter(transfer -> TransferRules.same(transfer.into(), encryption.table())
                                || TransferRules.same(transfer.from(), encryption.table()))
                        .findFirst()
                        .ifPresent(transfer -> problems.add(
                                encryption.position(),
                                "encryption \"" + encryption.name() + "\" works in " + encryption.table()
                                        + ", of which transfer \"" + transfer.name() + "\" moves rows.",
                                "Encrypt a table that stays, or in a plan of its own after this one."));
            }
        }
    }
}
