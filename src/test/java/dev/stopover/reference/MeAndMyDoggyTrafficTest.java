package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.testing.ReferencePlan;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the old MeAndMyDoggy application writes once the rows have moved. */
class MeAndMyDoggyTrafficTest {
    private static final String ANNA = "00000000-0000-4000-8000-00000000000a";
    private static final String BEN = "00000000-0000-4000-8000-00000000000b";
    private static final String FIRST = "10000000-0000-4000-8000-000000000001";
    private static final String ANSWER = "10000000-0000-4000-8000-000000000002";

    private final ReferencePlan reference = new ReferencePlan("meandmydoggy", 1);

    @BeforeEach
    void twoPeopleWriteToEachOther() {
        reference.migrate();
        reference.execute("""
                insert into "Users" ("Id", "UserName", "PetName", "PetWeight")
                values ('%s', 'anna', 'Wuff', '9,5'), ('%s', 'ben', null, null)
                """.formatted(ANNA, BEN));
        reference.execute("""
                insert into "Messages" ("Id", "ThreadId", "SenderId", "RecipientId", "Body", "AttachmentUrl")
                values
                    ('%1$s', '%1$s', '%3$s', '%4$s', 'Hello', null),
                    ('%2$s', '%1$s', '%4$s', '%3$s', null, 'https://files.example.com/a%%20dog.jpg')
                """.formatted(FIRST, ANSWER, ANNA, BEN));
    }

    @Test
    void aNewThreadIsAConversationAtOnce() {
        assertThat(conversation())
                .containsExactly(
                        "participant " + ANNA + " Owner",
                        "participant " + BEN + " Member",
                        "message " + FIRST + " Text Hello",
                        "message " + ANSWER + " File ",
                        "attachment " + ANSWER + " a%20dog.jpg");
    }

    @Test
    void aMessageThatIsReadHasAReceiptAndOneThatIsUnreadAgainHasNone() {
        // When
        reference.execute("update \"Messages\" set \"IsRead\" = true where \"ThreadId\" = '" + FIRST + "'");
        List<String> read = receipts();
        reference.execute("update \"Messages\" set \"IsRead\" = false where \"Id\" = '" + ANSWER + "'");

        // Then
        assertThat(read).containsExactlyInAnyOrder(FIRST + " " + BEN, ANSWER + " " + ANNA);
        assertThat(receipts()).containsExactly(FIRST + " " + BEN);
    }

    @Test
    void aThreadThatIsDeletedTakesItsConversationWithIt() {
        // When
        reference.execute("delete from \"Messages\" where \"Id\" = '" + FIRST + "'");

        // Then
        assertThat(conversation()).isEmpty();
        assertThat(reference.text("select count(*) from \"Conversations\" where \"Id\" = '" + FIRST + "'"))
                .isEqualTo("0");
    }

    @Test
    void aDogThatIsRenamedKeepsItsProfile() {
        // Given
        String profile = reference.text("select \"Id\" from \"DogProfiles\" where \"OwnerId\" = '" + ANNA + "'");

        // When
        reference.execute(
                "update \"Users\" set \"PetName\" = ' Fifi ', \"PetWeight\" = '20 lbs' where \"Id\" = '" + ANNA + "'");

        // Then
        assertThat(reference.text(
                        "select concat_ws(' ', \"Id\", \"Name\", \"Weight\") from \"DogProfiles\" where \"OwnerId\" = '"
                                + ANNA + "'"))
                .isEqualTo(profile + " Fifi 9.07");
    }

    @Test
    void aDogThatAProviderNamesAndTheirUserRowNamesLaterIsOne() {
        // Given
        reference.execute("""
                insert into "ServiceProviders" ("UserId", "BusinessName", "DogName", "ServiceList", "City")
                values ('%s', 'Ben walks', 'Rex', 'Walking', 'Leeds')
                """.formatted(BEN));
        List<String> before = dogsOfBen();

        // When
        reference.execute("update \"Users\" set \"PetName\" = 'REX' where \"Id\" = '" + BEN + "'");

        // Then
        assertThat(before).containsExactly("Rex ServiceProviders");
        assertThat(dogsOfBen()).containsExactly("REX Users");
        assertThat(reference.texts("""
                select ps."ServiceCode" || ' ' || a."City" || ' ' || a."CountryCode"
                from "ServiceProviders" p
                join "ProviderServices" ps on ps."ProviderId" = p."Id"
                join "ServiceAreas" a on a."ProviderId" = p."Id"
                where p."BusinessName" = 'Ben walks'
                """)).containsExactly("walking Leeds ZZ");
    }

    private List<String> dogsOfBen() {
        return reference.texts(
                "select \"Name\" || ' ' || \"Origin\" from \"DogProfiles\" where \"OwnerId\" = '" + BEN + "'");
    }

    private List<String> receipts() {
        return reference.texts("""
                select r."MessageId" || ' ' || r."UserId"
                from "MessageReadReceipts" r
                join "ConversationMessages" m on m."Id" = r."MessageId"
                where m."ConversationId" = '%s'
                """.formatted(FIRST));
    }

    private List<String> conversation() {
        return reference.texts("""
                select line
                from (
                    select 1, "UserId", 'participant ' || "UserId" || ' ' || "Role"
                    from "ConversationParticipants"
                    where "ConversationId" = '%1$s'
                    union all
                    select 2, "Id"::text, 'message ' || "Id" || ' ' || "MessageType" || ' ' || "Content"
                    from "ConversationMessages"
                    where "ConversationId" = '%1$s'
                    union all
                    select 3, a."Id"::text, 'attachment ' || m."Id" || ' ' || a."FileName"
                    from "MessageAttachments" a
                    join "ConversationMessages" m on m."Id" = a."MessageId"
                    where m."ConversationId" = '%1$s'
                ) as lines (rank, key, line)
                order by rank, key
                """.formatted(FIRST));
    }
}
