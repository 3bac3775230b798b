package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.it.KillMatrixIT.Victim;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the runner at each instant that matters where it installs sync, contracts and goes back. */
class RollbackFaultIT {
    private static final Map<Victim, List<String>> UNDISTURBED = new EnumMap<>(Victim.class);

    /** What is under way, and where it dies. */
    enum Fault {
        FORWARD_SYNC_BETWEEN_TRIGGERS(Victim.FORWARD_SYNC, Hold.before("CREATE TRIGGER")),
        REVERSE_SYNC_BETWEEN_TRIGGERS(Victim.REVERSE_SYNC, Hold.before("CREATE TRIGGER")),
        CONTRACT_IN_ITS_SNAPSHOT(Victim.CONTRACT, Hold.before("CREATE TABLE AS")),
        CONTRACT_WHILE_SYNC_GOES(Victim.CONTRACT, Hold.before("DROP TRIGGER")),
        CONTRACT_IN_ITS_SCRIPT(Victim.CONTRACT, Hold.before("DROP TABLE")),
        CONTRACT_IN_ITS_CHECKS(
                Victim.CONTRACT,
                Hold.on("stopover.check_result", "before insert", " for each row when (new.phase = 'contract')")),
        ROLLBACK_BEFORE_ROWS_GO(
                Victim.ROLLBACK, Hold.on("public.new_bookings", "before truncate", " for each statement")),
        ROLLBACK_IN_AN_UNDO_SCRIPT(Victim.ROLLBACK, Hold.before("DROP TABLE")),
        ROLLBACK_BEFORE_IT_IS_RECORDED(
                Victim.ROLLBACK,
                Hold.on("stopover.phase", "before update", " for each row when (new.state = 'rolled-back')"));

        private final Victim victim;
        private final String create;
        private final String drop;

        Fault(Victim victim, Hold hold) {
            this.victim = victim;
            this.create = hold.create();
            this.drop = hold.drop();
        }

        private Hold hold() {
            return new Hold(create, drop);
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesBackAndOnFromWhereItWasKilled(Fault fault, @TempDir Path folder) throws SQLException {
        // Given
        KillJourney journey = fault.victim.journey(folder);
        List<String> before = journey.stateBack();
        if (!UNDISTURBED.containsKey(fault.victim)) {
            journey.arrive(journey.there());
            UNDISTURBED.put(fault.victim, journey.stateThere());
            journey.arrive(journey.back());
        }

        // When
        journey.ready();
        fault.hold().kill(journey.database(), journey.there());
        journey.arrive(journey.back());
        List<String> back = journey.stateBack();
        journey.ready();
        fault.hold().kill(journey.database(), journey.there());
        journey.arrive(journey.there());

        // Then
        assertThat(back).isEqualTo(before);
        assertThat(journey.stateThere()).isEqualTo(UNDISTURBED.get(fault.victim));
    }
}
