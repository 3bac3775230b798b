package dev.stopover.check;

import dev.stopover.database.Measurement;
import dev.stopover.plan.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The author's own statement, whose single value must meet the bound. */
final class SqlCheck {
    private SqlCheck() {}

    static Finding evaluate(Connection connection, Check.Sql check) throws SQLException {
        Measurement found = Measurement.of(connection, check.sql(), check.bound());
        return new Finding(found.within(), found.expected(), found.actual(), found.detail(), List.of());
    }
}
