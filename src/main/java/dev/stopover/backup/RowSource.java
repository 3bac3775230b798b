package dev.stopover.backup;

import dev.stopover.history.BackupTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where the rows of a table come back from. */
interface RowSource {
    /**
     * Looks for the rows of tables without changing anything.
     *
     * @throws BackupException when not all of them are there as they were saved
     */
    void require(Connection connection, List<BackupTable> tables) throws SQLException;

    /** Puts the rows of a table into the table of the same name, in the transaction at hand. */
    void fill(Connection connection, BackupTable table) throws SQLException;
}
