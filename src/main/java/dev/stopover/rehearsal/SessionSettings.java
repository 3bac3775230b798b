package dev.stopover.rehearsal;

import dev.stopover.database.Identifier;
import dev.stopover.history.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a database sets for the sessions that are opened on it. */
final class SessionSettings {
    private SessionSettings() {}

    private record Setting(String role, String name, String value) {}

    /**
     * Gives one database the settings that another one has for its sessions, as far as this role may; neither a dump nor
     * a template carries them.
     */
    static void copy(Connection connection, String from, String to) throws SQLException {
        List<Setting> settings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select coalesce((select quote_ident(rolname) from pg_roles where oid = s.setrole), ''),
                       split_part(c, '=', 1),
                       substr(c, strpos(c, '=') + 1)
                from pg_db_role_setting s
                join pg_database d on d.oid = s.setdatabase
                cross join unnest(s.setconfig) c
                left join pg_settings g on g.name = split_part(c, '=', 1)
                where d.datname = ?
                  and (coalesce(g.context, 'user') = 'user'
                    or (g.context = 'superuser' and current_setting('is_superuser')::boolean))
                  and (s.setrole = 0
                    or s.setrole = current_user::regrole
                    or current_setting('is_superuser')::boolean)
                  and split_part(c, '=', 1) <> 'role'
                order by 1, 2
                """)) {
            statement.setString(1, from);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    settings.add(new Setting(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        for (Setting setting : settings) {
            Transaction.plain(connection, () -> {
                try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, true)")) {
                    statement.setString(1, setting.name());
                    statement.setString(2, setting.value());
                    statement.execute();
                }
                // Takes the value from the session, since some are lists that must not be quoted as a whole.
                String scope = (setting.role().isEmpty() ? "" : "role " + setting.role() + " in ") + "database "
                        + Identifier.quote(to);
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("alter " + scope + " set " + quoted(setting.name()) + " from current");
                }
            });
        }
    }

    private static String quoted(String setting) {
        int dot = setting.indexOf('.');
        return dot < 0
                ? Identifier.quote(setting)
                : Identifier.quote(setting.substring(0, dot)) + "." + Identifier.quote(setting.substring(dot + 1));
    }
}
