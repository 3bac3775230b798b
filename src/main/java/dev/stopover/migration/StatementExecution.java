package dev.stopover.migration;

import dev.stopover.plan.Script;
import dev.stopover.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Executes statements of scripts as they are written, while somebody watches who is in their way. */
record StatementExecution(Connection connection, BlockerWatch watch) {
    void execute(Script script, SqlStatement statement) throws ScriptException, SQLException {
        watch.begin(connection.unwrap(PGConnection.class).getBackendPID());
        try (Statement sql = connection.createStatement()) {
            sql.setEscapeProcessing(false);
            sql.execute(statement.text());
        } catch (SQLException e) {
            throw ScriptException.of(script, statement.line(), statement.text(), e);
        } finally {
            watch.end();
        }
    }
}
