package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the series of the monitors, and tells from it how long a monitor has been out of bounds. */
public final class MonitorHistory {
    /** So that samples of a phase do not meet other advisory locks: "moni" in ASCII. */
    private static final int NAMESPACE = 0x6d6f6e69;

    private MonitorHistory() {}

    /** Records a sample that was taken beside a run. */
    public static void recordBeside(Connection connection, Epoch epoch, MonitorSample sample) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into stopover.monitor_sample (plan, phase, monitor, value, bound, within, error, run_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                bind(statement, epoch.plan(), sample);
                statement.setLong(8, epoch.run());
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Records a sample that was taken while the phase soaks, unless the phase does so no more, or another watcher has
     * just recorded one: a sample must not count twice because two watch.
     *
     * @param apart how long ago the sample before must have been taken
     * @return whether it was recorded
     */
    public static boolean recordSoaking(Connection connection, String plan, MonitorSample sample, Duration apart)
            throws SQLException {
        return Transaction.plain(connection, () -> {
            lock(connection, plan, sample);
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into stopover.monitor_sample (plan, phase, monitor, value, bound, within, error)
                    select ?, ?, ?, ?, ?, ?, ?
                    from (select
                          from stopover.phase
                          where plan = ?
                            and name = ?
                            and state = 'completed'
                          for share) p
                    where not exists (
                      select
                      from stopover.monitor_sample s
                      where s.plan = ?
                        and s.phase = ?
                        and s.monitor = ?
                        and s.sampled_at > clock_timestamp() - make_interval(secs => ?))
                    """)) {
                bind(statement, plan, sample);
                statement.setString(8, plan);
                statement.setString(9, sample.phase());
                statement.setString(10, plan);
                statement.setString(11, sample.phase());
                statement.setString(12, sample.monitor());
                statement.setDouble(13, apart.toMillis() / 1000.0);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** The values out of bounds since the last one within, the oldest first, among those taken beside this run. */
    public static List<String> outOfBoundsBeside(Connection connection, Epoch epoch, MonitorSample sample)
            throws SQLException {
        return outOfBounds(connection, epoch.plan(), sample, "s.run_id = " + epoch.run());
    }

    /**
     * The same of a phase that soaks, among all since the phase was started last: what made it be rolled back once does
     * not do so again.
     */
    public static List<String> outOfBoundsSoaking(Connection connection, String plan, MonitorSample sample)
            throws SQLException {
        return outOfBounds(connection, plan, sample, """
                s.sampled_at >= (
                  select p.started_at
                  from stopover.phase p
                  where p.plan = s.plan
                    and p.name = s.phase)
                """);
    }

    private static List<String> outOfBounds(Connection connection, String plan, MonitorSample sample, String among)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                with series as materialized (
                  select s.id, s.value, s.within
                  from stopover.monitor_sample s
                  where s.plan = ?
                    and s.phase = ?
                    and s.monitor = ?
                    and %s)
                select coalesce(value::text, 'no value')
                from series
                where id > coalesce((select max(id) from series where within), 0)
                order by id
                """.formatted(among))) {
            statement.setString(1, plan);
            statement.setString(2, sample.phase());
            statement.setString(3, sample.monitor());
            try (ResultSet rows = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            }
        }
    }

    /** The latest sample of a monitor, if it was taken less than that long ago. */
    public static Optional<MonitorSample> within(
            Connection connection, String plan, String phase, String monitor, Duration time) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select value, bound, within, error
                from stopover.monitor_sample
                where plan = ?
                  and phase = ?
                  and monitor = ?
                  and sampled_at > clock_timestamp() - make_interval(secs => ?)
                order by id desc
                limit 1
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            statement.setString(3, monitor);
            statement.setDouble(4, time.toMillis() / 1000.0);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new MonitorSample(
                                phase,
                                monitor,
                                Optional.ofNullable(row.getBigDecimal(1)),
                                row.getString(2),
                                row.getBoolean(3),
                                Optional.ofNullable(row.getString(4))))
                        : Optional.empty();
            }
        }
    }

    private static void bind(PreparedStatement statement, String plan, MonitorSample sample) throws SQLException {
        statement.setString(1, plan);
        statement.setString(2, sample.phase());
        statement.setString(3, sample.monitor());
        statement.setBigDecimal(4, sample.value().orElse(null));
        statement.setString(5, sample.bound());
        statement.setBoolean(6, sample.within());
        statement.setString(7, sample.error().orElse(null));
    }

    private static void lock(Connection connection, String plan, MonitorSample sample) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_advisory_xact_lock(?, hashtext(?))")) {
            statement.setInt(1, NAMESPACE);
            statement.setString(2, plan + '/' + sample.phase() + '/' + sample.monitor());
            statement.execute();
        }
    }
}
