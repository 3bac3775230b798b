package dev.stopover.transfer;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A row's own values made the statement that moves rows fail; smaller ranges will show which one. */
final class FaultyRowException extends SQLException {
    private static final long serialVersionUID = 1L;

    FaultyRowException(SQLException cause) {
        super(withoutDetail(cause), cause.getSQLState(), cause);
    }

    /** The message alone: the detail may hold values of other rows. */
    private static String withoutDetail(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException said ? said.getServerErrorMessage() : null;
        String text = message == null ? null : message.getMessage();
        return text == null ? String.valueOf(e.getMessage()) : text;
    }
}
