package dev.stopover.encryption;

import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundEncryption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * A trigger that never lets a text and its encrypted form say different things. Nobody but the runner has the key in the
 * database's reach, so what is written on one side alone makes the other null: a text waits to be encrypted then, and what
 * a new application has encrypted has no text any more.
 */
final class WriteGuard {
    private static final String SETTING = "stopover.encryption";

    private final String plan;
    private final BoundEncryption bound;
    private final String trigger;
    private final String function;

    WriteGuard(String plan, BoundEncryption bound) {
        this.plan = plan;
        this.bound = bound;
        String name = bound.encryption().name();
        this.trigger = Identifier.quote(Identifier.fitting("stopover_encryption_" + plan + "_" + name));
        this.function = "stopover." + Identifier.quote(Identifier.fitting("encryption_" + plan + "_" + name));
    }

    /** Creates the trigger unless it is there, in the transaction at hand. */
    boolean install(Connection connection) throws SQLException {
        String key = bound.key().stream()
                .map(Identifier::quote)
                .map(column -> "new." + column + " is distinct from old." + column)
                .collect(Collectors.joining(" or "));
        execute(connection, """
                create or replace function %1$s() returns trigger
                language plpgsql
                set search_path = pg_catalog, pg_temp
                as $guard$
                begin
                  if current_setting('%2$s', true) = %3$s then
                    return new;
                  end if;
                  if new.%4$s is distinct from old.%4$s then
                    if new.%5$s is not distinct from old.%5$s then
                      new.%5$s := null;
                    end if;
                  elsif new.%5$s is distinct from old.%5$s then
                    new.%4$s := null;
                  elsif new.%5$s is not null and (%6$s) then
                    if new.%4$s is null then
                      raise exception 'the key of this row is part of what %% was encrypted with', %7$s
                      using errcode = 'restrict_violation';
                    end if;
                    new.%5$s := null;
                  end if;
                  return new;
                end
                $guard$
                """.formatted(
                        function,
                        SETTING,
                        Identifier.literal(mark()),
                        bound.text(),
                        bound.sealed(),
                        key,
                        Identifier.literal(bound.encryption().into())));
        execute(connection, "revoke all on function " + function + "() from public");
        execute(connection, """
                create or replace trigger %s
                before update on %s
                for each row
                execute function %s()
                """.formatted(trigger, bound.table().quoted(), function));
        return true;
    }

    /** Drops the trigger if it is there, in the transaction at hand. */
    boolean remove(Connection connection) throws SQLException {
        execute(
                connection,
                "drop trigger if exists " + trigger + " on " + bound.table().quoted());
        execute(connection, "drop function if exists " + function + "()");
        return true;
    }

    /** Lets the transaction at hand write either side by itself. */
    void pass(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, SETTING);
            statement.setString(2, mark());
            statement.execute();
        }
    }

    private String mark() {
        return plan + "/" + bound.encryption().name();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
