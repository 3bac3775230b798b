package dev.stopover.run;

import dev.stopover.cipher.KeySource;
import dev.stopover.encryption.EncryptionRunner;
import dev.stopover.failure.BlockedException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether the keys can be had that the phases of a run encrypt and prove with. A key does not turn up while a run is at
 * work, so that none of its phases is begun without.
 */
record KeyProbe(Plan plan, List<Phase> phases, KeySource keys) implements PreflightProbe {
    @Override
    public void examine(Connection connection, List<Finding> findings) throws SQLException {
        try {
            EncryptionRunner.requireKeys(connection, plan, phases, keys);
        } catch (BlockedException e) {
            findings.add(new Finding(true, "keys", e.getMessage() + ".", e.remedy()));
        }
    }
}
