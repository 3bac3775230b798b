package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.plan.Script;
import dev.stopover.testing.ReferencePlan;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the new MeAndMyDoggy schema does by itself. */
class MeAndMyDoggySchemaTest {
    private final ReferencePlan reference = new ReferencePlan("meandmydoggy", 1);

    @BeforeEach
    void migrate() {
        reference.migrate();
    }

    @Test
    void aRowOfTheAuditLogGoesToThePartitionOfItsMonth() {
        // When
        reference.execute("""
                insert into "AuditLogs" ("Action", "EntityType", "Timestamp")
                values
                    ('now', 'Test', now()),
                    ('in two months', 'Test', date_trunc('month', now(), 'UTC') + interval '2 months 12 hours'),
                    ('in a year', 'Test', now() + interval '12 months')
                """);

        // Then
        assertThat(reference.texts("""
                select a."Action" || ': ' || (
                    a.tableoid = to_regclass(quote_ident('AuditLogs_' || to_char(a."Timestamp" at time zone 'UTC', 'YYYY_MM')))
                )
                from "AuditLogs" a
                where a."EntityType" = 'Test' and a."Action" <> 'in a year'
                """)).containsExactlyInAnyOrder("now: true", "in two months: true");
        assertThat(reference.texts("select \"Action\" from \"AuditLogs_Default\""))
                .containsExactly("in a year");
    }

    @Test
    void theNextPartitionsOfTheAuditLogTakeTheirRowsFromTheDefaultOne() {
        // Given
        reference.execute("""
                insert into "AuditLogs" ("Action", "EntityType", "Timestamp")
                values ('early', 'Test', date_trunc('month', now(), 'UTC') + interval '5 months 12 hours')
                """);

        // When
        String made = reference.text("select \"CreateAuditLogPartitions\"(6)");
        String again = reference.text("select \"CreateAuditLogPartitions\"(6)");

        // Then
        assertThat(List.of(made, again)).containsExactly("3", "0");
        assertThat(reference.texts("select \"Action\" from \"AuditLogs_Default\""))
                .isEmpty();
        assertThat(reference.texts("select \"Action\" from \"AuditLogs\"")).containsExactly("early");
        assertThat(reference.texts("""
                select count(*)
                from pg_index i
                join pg_inherits h on h.inhrelid = i.indrelid
                where h.inhparent = '"AuditLogs"'::regclass
                group by i.indrelid
                """)).hasSize(8).containsOnly("7");
    }

    @Test
    void whatAPersonDidIsKeptWhenThePersonGoes() {
        // Given
        reference.execute("""
                with person as (
                    insert into "Users" ("Id", "UserName")
                    values ('gone', 'gone')
                    returning "Id"
                ), session as (
                    insert into "UserSessions" ("UserId", "SessionToken", "RefreshToken", "ExpiresAt")
                    select "Id", 'a', 'b', now() + interval '1 hour'
                    from person
                    returning "Id", "UserId"
                )
                insert into "AuditLogs" ("UserId", "SessionId", "Action", "EntityType")
                select "UserId", "Id", 'signed in', 'User'
                from session
                """);

        // When
        reference.execute("delete from \"Users\" where \"Id\" = 'gone'");

        // Then
        assertThat(reference.text("""
                select "Action" || ' ' || num_nonnulls("UserId", "SessionId")
                from "AuditLogs"
                """)).isEqualTo("signed in 0");
    }

    @Test
    void dogsAreFoundByNameBreedAndNotesTheNameFirst() {
        // Given
        reference.execute("""
                insert into "DogProfiles" ("OwnerId", "Name", "Breed", "BehaviorNotes")
                select u."Id", d.name, d.breed, d.notes
                from (select min("Id") as "Id" from "Users") u
                cross join (
                    values
                        ('Otto', 'Whippet', 'Barks at postmen'),
                        ('Whippet', 'Pug', null),
                        ('Ida', 'Pug', 'Loves the whippets next door')
                ) as d (name, breed, notes)
                """);

        // When
        List<String> found = reference.texts("""
                select "Name"
                from "DogProfiles"
                where "SearchVector" @@ (plainto_tsquery('simple', 'whippet') || plainto_tsquery('english', 'whippet'))
                order by ts_rank("SearchVector", plainto_tsquery('simple', 'whippet') || plainto_tsquery('english', 'whippet')) desc
                """);

        // Then
        assertThat(found).containsExactly("Whippet", "Otto", "Ida");
    }

    @Test
    void everyStateOfAnAppointmentIsKept() {
        // Given
        reference.execute("""
                insert into "Appointments" ("ProviderId", "OwnerId", "ServiceCode", "StartsAt", "EndsAt")
                select p."Id", p."UserId", 'walking', now() + interval '1 day', now() + interval '25 hours'
                from "ServiceProviders" p
                order by p."Id"
                limit 1;
                update "Appointments" set "Status" = 'Confirmed';
                update "Appointments" set "Notes" = 'The key is with the neighbour', "Status" = 'Confirmed';
                """);
        String person = reference.text("select \"OwnerId\" from \"Appointments\"");

        // When
        reference.execute("begin; set local app.user_id = '" + person + "';"
                + " update \"Appointments\" set \"Status\" = 'Cancelled', \"CancelledAt\" = now(); commit");

        // Then
        assertThat(reference.texts("""
                select concat_ws(' ', "FromStatus", "ToStatus", "ChangedBy")
                from "AppointmentStatusHistory"
                order by "Id"
                """))
                .containsExactly("Requested", "Requested Confirmed", "Confirmed Cancelled " + person);
    }

    @Test
    void permissionsAndSettingsAreInsertedOnce() {
        // Given
        String rows = "select string_agg(p::text, ' ' order by p::text) from \"%s\" p";
        List<String> tables =
                List.of("Permissions", "RolePermissions", "SystemSettings", "Services", "ServiceCategories");
        List<String> before = tables.stream()
                .map(table -> reference.text(rows.formatted(table)))
                .toList();

        // When
        reference.plan().migrations().stream()
                .map(Script::sql)
                .filter(sql -> sql.contains("insert into \"Permissions\"")
                        || sql.contains("insert into \"SystemSettings\"")
                        || sql.contains("insert into \"Services\""))
                .map(sql -> sql.substring(sql.indexOf("insert into")))
                .forEach(reference::execute);

        // Then
        assertThat(tables.stream().map(table -> reference.text(rows.formatted(table))))
                .isEqualTo(before);
        assertThat(reference.texts("""
                select r."Name" || ' ' || count(*)
                from "Roles" r
                join "RolePermissions" rp on rp."RoleId" = r."Id"
                group by r."Name"
                """))
                .containsExactlyInAnyOrder("User 1", "PetOwner 4", "ServiceProvider 5", "Admin 4");
    }

    @Test
    void theOldApplicationStillAssignsRolesAndOpensProviders() {
        // When
        reference.execute("""
                insert into "Users" ("Id", "UserName")
                values ('new', 'new');
                insert into "UserRoles" ("UserId", "RoleId")
                select 'new', "Id"
                from "Roles"
                where "Name" = 'User';
                insert into "ServiceProviders" ("UserId", "BusinessName")
                values ('new', 'New')
                """);

        // Then
        assertThat(reference.text("select \"AssignedBy\" from \"UserRoles\" where \"UserId\" = 'new'"))
                .isEqualTo("00000000-0000-0000-0000-000000000000");
        assertThat(reference.text("select \"Slug\" from \"ServiceProviders\" where \"UserId\" = 'new'"))
                .startsWith("p-");
    }

    @Test
    void valuesThatNobodyMeansAreRefused() {
        assertThatThrownBy(() -> reference.execute("update \"Users\" set \"AccountStatus\" = 'Asleep'"))
                .rootCause()
                .hasMessageContaining("CK_Users_AccountStatus");
    }
}
