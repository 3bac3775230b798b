package dev.stopover.mapping;

import dev.stopover.sql.FunctionCalls;
import dev.stopover.sql.FunctionCalls.Call;
import dev.stopover.sql.VolatileFunctions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Tells expressions that give the same value each time from those that do not, by the functions that one database has. */
final class Repeatability {
    private final Connection connection;

    Repeatability(Connection connection) {
        this.connection = connection;
    }

    /** Whether none of the functions that the expression calls gives another value each time. */
    boolean of(String expression) throws SQLException {
        for (Call call : FunctionCalls.calls(expression)) {
            if (call.keyword() || isVolatile(call)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a function that the call can mean, by its schema or by the search path, is volatile; or is one of the server
     * or an extension that is marked stable but changes with the time, such as {@code now()}.
     */
    private boolean isVolatile(Call call) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select 1
                  from pg_proc p
                  join pg_namespace n on n.oid = p.pronamespace
                  where p.proname = ?
                    and case when ? then n.nspname = ? else pg_function_is_visible(p.oid) end
                    and (p.provolatile = 'v'
                      or (? and (n.nspname = 'pg_catalog' or exists (
                        select 1
                        from pg_depend d
                        where d.classid = cast('pg_proc' as regclass)
                          and d.objid = p.oid
                          and d.deptype = 'e')))))
                """)) {
            statement.setString(1, call.name());
            statement.setBoolean(2, call.schema().isPresent());
            statement.setString(3, call.schema().orElse(""));
            statement.setBoolean(4, VolatileFunctions.isKnown(call.name()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
