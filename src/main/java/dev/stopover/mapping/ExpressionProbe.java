package dev.stopover.mapping;

import dev.stopover.database.Identifier;
import dev.stopover.database.SqlState;
import dev.stopover.plan.Transfer.Join;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Lets the server plan each of an author's expressions on its own, so that each fault is reported where it is. */
final class ExpressionProbe {
    private final Connection connection;
    private final BoundTransfer bound;
    private final BindingProblems problems;

    ExpressionProbe(Connection connection, BoundTransfer bound, BindingProblems problems) {
        this.connection = connection;
        this.bound = bound;
        this.problems = problems;
    }

    void run() throws SQLException {
        StringBuilder from = new StringBuilder("from " + bound.source().quoted() + " as "
                + Identifier.quote(bound.transfer().alias()) + "\n");
        for (BoundJoin bound : bound.joins()) {
            Join join = bound.join();
            from.append("left join ")
                    .append(bound.relation().quoted())
                    .append(" as ")
                    .append(Identifier.quote(join.alias()))
                    .append(" on true\n");
            probe("join " + join.alias(), "(" + join.on() + "\n)::boolean", from);
        }
        for (BoundFollow follow : bound.follows()) {
            for (int i = 0; i < follow.map().source().size(); i++) {
                probe(
                        "follow " + follow.follow().alias(),
                        MappedColumn.cast(
                                follow.follow().expressions().get(i),
                                follow.map().source().get(i).baseType()),
                        from);
            }
        }
        // The map may not exist yet, but the followed target's columns do.
        for (BoundFollow follow : bound.follows()) {
            from.append("left join ")
                    .append(follow.target().quoted())
                    .append(" as ")
                    .append(Identifier.quote(follow.follow().alias()))
                    .append(" on true\n");
        }
        // The classification of a chunk joins the target, so that a bare column name could mean either side.
        from.append("left join ").append(bound.target().quoted()).append(" as stopover_target on true\n");
        for (MappedColumn column : bound.columns()) {
            probe("columns: " + column.name(), column.assigned(), from);
        }
        Optional<String> where = bound.transfer().where();
        if (where.isPresent()) {
            probe("where", "(" + where.orElseThrow() + "\n)::boolean", from);
        }
    }

    private void probe(String where, String expression, CharSequence from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("explain select " + expression + "\n" + from);
        } catch (SQLException e) {
            String state = SqlState.of(e);
            boolean fault = state.startsWith("42") || SqlState.isData(state) || state.startsWith("0A");
            if (!fault || state.equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw e;
            }
            ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
            String hint = message == null ? null : message.getHint();
            problems.add(where + ": " + (message == null ? e.getMessage() : message.getMessage()), remedy(state, hint));
        }
    }

    private static String remedy(String state, @Nullable String hint) {
        if (state.equals(SqlState.AMBIGUOUS_COLUMN)) {
            return "Write it as alias.column.";
        }
        return hint == null ? "" : hint;
    }
}
