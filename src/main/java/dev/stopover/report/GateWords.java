package dev.stopover.report;

import dev.stopover.database.Measurement;
import dev.stopover.plan.DurationText;
import dev.stopover.plan.Gate;

/** Gates in words. */
final class GateWords {
    private GateWords() {}

    static String of(Gate gate) {
        if (gate instanceof Gate.NoClients noClients) {
            return "no client with " + noClients.condition()
                    + (noClients.quietFor().isZero()
                            ? ""
                            : ", old tables quiet for " + DurationText.of(noClients.quietFor()));
        }
        if (gate instanceof Gate.Sql sql) {
            return sql.sql().strip().replaceAll("\\s+", " ") + " gives " + Measurement.words(sql.bound());
        }
        return "it is " + gate;
    }
}
