package dev.stopover.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a database encodes and sorts text, in the words of CREATE DATABASE. */
final class DatabaseLocale {
    private DatabaseLocale() {}

    /** That of the database that one is connected to. */
    static String of(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String provider = switch (major) {
            case 14 -> "";
            case 15, 16 -> """
                    || case when datlocprovider = 'i' then format(' locale_provider icu icu_locale %L', daticulocale)
                            else '' end
                    """;
            default -> """
                    || case datlocprovider
                         when 'i' then format(' locale_provider icu icu_locale %L', datlocale)
                         when 'b' then format(' locale_provider builtin builtin_locale %L', datlocale)
                         else '' end
                    """;
        };
        try (PreparedStatement statement = connection.prepareStatement("""
                        select format(' encoding %%L lc_collate %%L lc_ctype %%L',
                                      pg_encoding_to_char(encoding), datcollate, datctype)
                          %s
                        from pg_database
                        where datname = current_database()
                        """.formatted(provider));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
