package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MassavaIT {
    @Test
    void theSeedsFiguresComeOut() {
        // Given
        Database database = Massava.database(1);

        // When
        StopoverProcess.Result result =
                StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(Massava.one(database, "select count(*) from users")).isEqualTo("198");
        assertThat(Massava.one(database, "select count(*) from user_role_assignments"))
                .isEqualTo("200");
        assertThat(Massava.one(database, "select count(*) from studio_ownership"))
                .isEqualTo("47");
        assertThat(Massava.one(database, "select count(*) from new_bookings")).isEqualTo("312");
        assertThat(Massava.column(database, "select distinct name from stopover.check_result where not passed"))
                .isEmpty();
        assertThat(Massava.column(database, "select kind from stopover.check_result"))
                .contains("count", "equal", "orphans", "unique", "sql", "entities");
    }

    @Test
    void aSecondRunFindsNothingToDo() {
        // Given
        Database database = Massava.database(1);
        StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");

        // When
        StopoverProcess.Result again = StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");

        // Then
        assertThat(again.exitCode()).isZero();
        assertThat(again.stdout()).contains("nothing to do");
        assertThat(Massava.one(database, "select count(*) from stopover.run")).isEqualTo("1");
    }

    @Test
    void contractWaitsForItsApprovalAndTheSoakOfCutOver() {
        // Given
        Database database = Massava.database(1);

        // When
        StopoverProcess.Result result = StopoverProcess.run(database, "migrate", "--plan", "massava");

        // Then
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr())
                .contains("phase contract is blocked", "nobody has approved it", "stopover approve contract")
                .contains("cutover");
        assertThat(Massava.one(database, "select stopover.phase_state('massava', 'cutover')"))
                .isEqualTo("completed");
        assertThat(Massava.one(database, "select count(*) from bookings where deleted_at is null"))
                .isEqualTo("312");
    }

    @Test
    void theHistoryIsReadableByStockFlyway() {
        // Given
        Database database = Massava.database(1);
        StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");

        // When
        Flyway stock = Flyway.configure()
                .dataSource(database.settings().jdbcUrl(), database.settings().user(), "")
                .locations("classpath:db/migration/massava")
                .ignoreMigrationPatterns("*:pending")
                .load();

        // Then
        assertThat(stock.info().applied()).isNotEmpty();
        assertThat(stock.validateWithResult().validationSuccessful).isTrue();
    }
}
