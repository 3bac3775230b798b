package dev.stopover.throttle;

import java.sql.Connection;
import java.sql.SQLException;

/** Is told why rows wait, and that they do not wait any more. */
public interface ThrottleListener {
    /** What the readings say now; only when that has changed. May be called by several threads, one after the other. */
    void changed(Verdict verdict);

    /**
     * Writes down what the readings say; only when other readings are in the way than before, or when what they say has
     * changed for some time.
     *
     * @param connection in autocommit mode
     */
    void record(Connection connection, Verdict verdict) throws SQLException;
}
