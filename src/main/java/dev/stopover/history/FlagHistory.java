package dev.stopover.history;

import dev.stopover.failure.BlockedException;
import dev.stopover.plan.Flag;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes what feature flags say; applications read the same through {@code stopover.enabled}. */
public final class FlagHistory {
    private FlagHistory() {}

    /**
     * Makes the recorded flags those of the plan. What they say changes with that where a phase is completed already, and
     * for the others when it will be.
     *
     * @throws BlockedException when a flag belongs to another plan of this database
     */
    static int align(Connection connection, Epoch epoch, Plan plan) throws SQLException {
        Shares shares = Shares.of(plan);
        claim(connection, plan, shares);
        release(connection, plan, shares);
        int changed = 0;
        for (String change : forget(connection, plan, shares)) {
            changed += EventHistory.record(connection, epoch, null, "flag", change);
        }
        for (String change : put(connection, shares)) {
            changed += EventHistory.record(connection, epoch, null, "flag", change);
        }
        return changed;
    }

    /** For how many of a hundred keys each flag of the plan is on now; zero where no phase says so. */
    public static Map<String, BigDecimal> inForce(Connection connection, String plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select f.name, coalesce(stopover.flag_percent(f.name), 0)
                from stopover.flag f
                where f.plan = ?
                order by f.name
                """)) {
            statement.setString(1, plan);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, BigDecimal> flags = new LinkedHashMap<>();
                while (rows.next()) {
                    flags.put(rows.getString(1), rows.getBigDecimal(2).stripTrailingZeros());
                }
                return flags;
            }
        }
    }

    private static void claim(Connection connection, Plan plan, Shares shares) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.flag (name, plan)
                select distinct f, ?
                from unnest(?) as f
                order by f
                on conflict (name) do nothing
                """)) {
            statement.setString(1, plan.name());
            statement.setArray(2, shares.flags(connection));
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                select name || ' (plan ' || plan || ')'
                from stopover.flag
                where name = any (?)
                  and plan <> ?
                order by name
                """)) {
            statement.setArray(1, shares.flags(connection));
            statement.setString(2, plan.name());
            List<String> taken = texts(statement);
            if (!taken.isEmpty()) {
                throw new BlockedException(
                        "flags of plan " + plan.name() + " belong to another plan of this database: "
                                + String.join(", ", taken),
                        "Applications ask for a flag by its name alone: give them other names.");
            }
        }
    }

    private static void release(Connection connection, Plan plan, Shares shares) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.flag
                where plan = ?
                  and name <> all (?)
                """)) {
            statement.setString(1, plan.name());
            statement.setArray(2, shares.flags(connection));
            statement.executeUpdate();
        }
    }

    private static List<String> forget(Connection connection, Plan plan, Shares shares) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.flag_share s
                using stopover.flag f
                where f.plan = ?
                  and s.flag = f.name
                  and (s.flag, s.phase) not in (
                    select *
                    from unnest(?, ?))
                returning 'flag ' || s.flag || ': nothing any more after phase ' || s.phase
                """)) {
            statement.setString(1, plan.name());
            statement.setArray(2, shares.flags(connection));
            statement.setArray(3, shares.phases(connection));
            return texts(statement);
        }
    }

    private static List<String> put(Connection connection, Shares shares) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.flag_share as s (flag, phase, percent)
                select *
                from unnest(?, ?, ?)
                on conflict (flag, phase) do update
                set percent = excluded.percent
                where s.percent <> excluded.percent
                returning 'flag ' || s.flag || ': ' || s.percent || ' % after phase ' || s.phase
                """)) {
            statement.setArray(1, shares.flags(connection));
            statement.setArray(2, shares.phases(connection));
            statement.setArray(3, shares.percents(connection));
            return texts(statement);
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** What a plan says about flags, as columns. */
    private record Shares(List<Flag> flags, List<String> phases) {
        static Shares of(Plan plan) {
            List<Flag> flags = new ArrayList<>();
            List<String> phases = new ArrayList<>();
            for (Phase phase : plan.phases()) {
                for (Flag flag : phase.flags()) {
                    flags.add(flag);
                    phases.add(phase.name());
                }
            }
            return new Shares(flags, phases);
        }

        Array flags(Connection connection) throws SQLException {
            return connection.createArrayOf(
                    "text", flags.stream().map(Flag::name).toArray());
        }

        Array phases(Connection connection) throws SQLException {
            return connection.createArrayOf("text", phases.toArray());
        }

        Array percents(Connection connection) throws SQLException {
            return connection.createArrayOf(
                    "numeric", flags.stream().map(Flag::percent).toArray());
        }
    }
}
