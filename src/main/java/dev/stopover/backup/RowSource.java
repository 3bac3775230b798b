package dev.stopover.backup;

import dev.stopover.history.BackupTable;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the rows of a table come back from. */
interface RowSource {
    /** Puts the rows of a table into the table of the same name, in the transaction at hand. */
    void fill(Connection connection, BackupTable table) throws SQLException;
}
