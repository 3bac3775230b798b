package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Fingerprint;
import dev.stopover.testing.ReferencePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the plan smarter-firms makes of its demonstration, there and back. */
class SmarterFirmsTest {
    private final ReferencePlan firms = new ReferencePlan("smarter-firms", 1);

    @Test
    void usersKnowTheirTypeAndHowTheySignIn() {
        // When
        firms.migrate("user-extensions");

        // Then
        assertThat(firms.texts("""
                select concat_ws(' ', type, "authMethod", "hasClioConnection", count(*), count(organization))
                from "User"
                group by type, "authMethod", "hasClioConnection"
                order by type, "authMethod", "hasClioConnection"
                """))
                .containsExactly(
                        "LAW_FIRM_USER CLIO_SSO f 3 0",
                        "LAW_FIRM_USER CLIO_SSO t 30 0",
                        "LAW_FIRM_USER LOCAL f 33 0",
                        "CONSULTANT LOCAL f 24 20");
    }

    @Test
    void theOldApplicationGoesOnMakingUsersOfEitherType() {
        // Given
        firms.migrate("user-extensions");

        // When
        firms.execute("""
                insert into "User" (id, email, "clioUserId", "updatedAt")
                values ('u1', 'U1@example.com', '77', now()), ('u2', 'u2@example.com', null, now());
                insert into "ClioToken" (id, "userId", "accessToken", "expiresAt") values ('t1', 'u1', 'x', now());
                insert into "Consultant" (id, "userId", company, "updatedAt") values ('k2', 'u2', 'Ærø', now());
                update "ClioToken" set "revokedAt" = now() where id = 't1';
                update "User" set "clioUserId" = '78' where id = 'u2'
                """);

        // Then
        assertThat(firms.texts("""
                select concat_ws(' ', id, type, "authMethod", "hasClioConnection", organization)
                from "User"
                where id in ('u1', 'u2')
                order by id
                """)).containsExactly("u1 LAW_FIRM_USER CLIO_SSO f", "u2 CONSULTANT CLIO_SSO f Ærø");
    }

    @Test
    void consultantsAssociationsAndPermissionsArrive() {
        // Given
        List<String> associations = firms.texts("""
                select concat_ws(' ', level, state, count(*))
                from "FirmConsultant"
                group by level, state
                order by level, state
                """);

        // When
        firms.migrate("consultants");

        // Then
        assertThat(associations).hasSize(9).allMatch(line -> line.endsWith(" 8"));
        assertThat(firms.texts("""
                select concat_ws(' ', "accessLevel", status, count(*))
                from "FirmConsultantAssociation"
                group by "accessLevel", status
                order by "accessLevel", status
                """))
                .containsExactly(
                        "FULL_ACCESS ACTIVE 8",
                        "FULL_ACCESS PENDING 8",
                        "FULL_ACCESS REVOKED 8",
                        "LIMITED_ACCESS ACTIVE 8",
                        "LIMITED_ACCESS PENDING 8",
                        "LIMITED_ACCESS REVOKED 8",
                        "READ_ONLY ACTIVE 8",
                        "READ_ONLY PENDING 8",
                        "READ_ONLY REVOKED 8");
        assertThat(firms.texts("""
                select concat_ws(' ', resource, action, count(*))
                from "ConsultantPermission"
                group by resource, action
                order by resource, action
                """))
                .containsExactly("billing read 24", "matters read 72", "matters write 24", "reports export 24");
        assertThat(firms.texts("""
                select distinct specialties::text collate "C"
                from "ConsultantProfile"
                order by 1
                """))
                .containsExactly("{billing,intake,marketing}", "{clio,billing}", "{compliance}", "{}");
        assertThat(firms.text("""
                select count(*) || ' ' || count(distinct "referralCode") || ' '
                    || count(*) filter (where "referralCode" ~ '^C[0-9A-F]{11}$')
                from "ConsultantProfile"
                """)).isEqualTo("24 24 6");
    }

    @Test
    void everyEventIsInTheLog() {
        // When
        firms.migrate("auth-log");

        // Then
        assertThat(firms.texts("""
                select concat_ws(' ', "eventType", count(*))
                from "AuthLog"
                group by "eventType"
                order by "eventType"
                """))
                .containsExactly(
                        "LOGIN_SUCCEEDED 300",
                        "LOGIN_FAILED 50",
                        "LOGOUT 50",
                        "PASSWORD_RESET 75",
                        "CLIO_LINKED 50",
                        "CLIO_UNLINKED 75");
        assertThat(firms.text("select count(*) from \"AuthLog\" where \"userId\" is null"))
                .isEqualTo("30");
    }

    @Test
    void notesAreEncryptedAndTheirTextsGoInTheEnd() {
        // When
        firms.migrate();

        // Then
        assertThat(firms.text("select count(\"bodyEncrypted\") from \"ConsultantNote\""))
                .isEqualTo("88");
        assertThat(firms.text("""
                select count(*)
                from "ConsultantNote"
                where position(convert_to('retained', 'UTF8') in "bodyEncrypted") > 0
                """)).isEqualTo("0");
        assertThat(firms.texts("""
                select phase || ' ' || actual
                from stopover.check_result
                where kind = 'encrypted'
                order by id
                """))
                .containsExactly("notes 88 decrypted", "cutover 88 decrypted", "contract 88 decrypted");
    }

    @Test
    void comesBackToTheOldSchemaAndGoesForwardToTheSameRows() {
        // Given
        Fingerprint before = firms.fingerprint();
        List<String> old = firms.contents();
        firms.migrate("cutover");
        Fingerprint after = firms.fingerprint();
        List<String> made = withoutNotes();

        // When
        firms.rollback();

        // Then
        assertThat(before.differencesTo(firms.fingerprint())).isEmpty();
        assertThat(firms.contents()).isEqualTo(old);
        firms.migrate("cutover");
        assertThat(after.differencesTo(firms.fingerprint())).isEmpty();
        assertThat(withoutNotes()).isEqualTo(made);
    }

    @Test
    void eachPhaseComesBackByItself() {
        // Given
        List<String> phases = List.of("user-extensions", "consultants", "auth-log", "notes");
        for (String phase : phases.subList(1, phases.size())) {
            firms.migrate(phases.get(phases.indexOf(phase) - 1));
            Fingerprint before = firms.fingerprint();
            List<String> rows = firms.contents();
            firms.migrate(phase);

            // When
            firms.rollback(phases.get(phases.indexOf(phase) - 1));

            // Then
            assertThat(before.differencesTo(firms.fingerprint())).as(phase).isEmpty();
            assertThat(firms.contents()).as(phase).isEqualTo(rows);
        }
    }

    @Test
    void theOldTablesComeBackWithTheirRows() {
        // Given
        firms.migrate("cutover");
        Fingerprint before = firms.fingerprint();
        List<String> rows = firms.contents();
        firms.migrate();
        List<String> gone = firms.texts(
                "select tablename from pg_tables where schemaname = 'public' and tablename in ('Consultant', 'LoginEvent')");

        // When
        firms.rollback("cutover");

        // Then
        assertThat(gone).isEmpty();
        assertThat(before.differencesTo(firms.fingerprint())).isEmpty();
        assertThat(firms.contents()).isEqualTo(rows);
    }

    /** A text is encrypted to other bytes each time. */
    private List<String> withoutNotes() {
        return firms.contents().stream()
                .filter(line -> !line.startsWith("\"ConsultantNote\""))
                .toList();
    }
}
