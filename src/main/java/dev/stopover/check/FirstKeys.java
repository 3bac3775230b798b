package dev.stopover.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How many rows fail a check, and the labels of the first of them. */
record FirstKeys(long count, List<String> labels) {
    /** Runs a query that returns the full count and a label in each row. */
    static FirstKeys read(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            long count = 0;
            List<String> labels = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    count = rows.getLong(1);
                    labels.add(rows.getString(2));
                }
            }
            return new FirstKeys(count, labels);
        }
    }

    /** Passed when there are none. */
    Finding finding(String expected, String noun) {
        String actual = count == 0 ? expected : count + " " + noun + (count == 1 ? "" : "s");
        String detail = count > labels.size() ? "The first " + labels.size() + " are named." : "";
        return new Finding(count == 0, expected, actual, detail, labels);
    }
}
