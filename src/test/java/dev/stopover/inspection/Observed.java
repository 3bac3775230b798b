package dev.stopover.inspection;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.testing.ObservedServer;
import dev.stopover.testing.TestServer;
import java.time.Duration;
import java.util.List;

/** A database of a test's own, and looks at it. */
final class Observed {
    final Database database = ObservedServer.newDatabase();

    Observed(String schema) {
        TestServer.execute(database, schema);
    }

    void execute(String sql) {
        TestServer.execute(database, sql);
    }

    /** A role of this database's own that may only connect. */
    Database asNobody() {
        String role = "nobody_" + database.settings().database();
        execute("create role " + role + " login");
        return ObservedServer.database(database.settings().database(), role);
    }

    Inspection inspect() {
        return inspect(database);
    }

    static Inspection inspect(Database database) {
        return inspect(database, Duration.ofSeconds(20), InspectionSettings.DEFAULT.longTransaction());
    }

    static Inspection inspect(Database database, Duration timeout, Duration longTransaction) {
        return new Inspector(database, new InspectionSettings(timeout, longTransaction), new StopSignal()).inspect();
    }

    /** The findings on a topic, each as {@code severity object: what}. */
    static List<String> about(Topic topic, Inspection inspection) {
        return inspection.findings().stream()
                .filter(finding -> finding.topic() == topic)
                .map(finding -> finding.severity().word() + " " + finding.object() + ": " + finding.what())
                .toList();
    }

    static List<String> remedies(Topic topic, Inspection inspection) {
        return inspection.findings().stream()
                .filter(finding -> finding.topic() == topic)
                .map(Finding::remedy)
                .toList();
    }
}
