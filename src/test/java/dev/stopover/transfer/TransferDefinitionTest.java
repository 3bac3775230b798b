package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.plan.Transfer;
import dev.stopover.plan.Transfer.Join;
import org.junit.jupiter.api.Test;

class TransferDefinitionTest {
    @Test
    void isATextThatDoesNotChangeWithTheProgram() {
        // Given
        Transfer bookings = transfer("bookings")
                .from("old.bookings", "b")
                .into("new_bookings")
                .key("id", "day")
                .join("n", "countries", "n.code = 'x'", Join.Type.LEFT, true)
                .follow("u", "customers", "b.customer_id")
                .column("id", "b.id")
                .where("b.deleted_at is null")
                .onConflict("id")
                .drop("legacy")
                .build();

        // When
        String text = TransferDefinition.text(bookings);

        // Then
        assertThat(text).isEqualTo("""
                        from '"old"."bookings"' 'b'
                        key 'id' 'day'
                        join 'n' '"countries"' 'n.code = ''x''' 'left' 'static'
                        follow 'u' 'customers'
                        by 'b.customer_id'
                        into '"new_bookings"'
                        column 'id' 'b.id'
                        where 'b.deleted_at is null'
                        on-conflict 'id'
                        """);
        assertThat(TransferDefinition.hash(bookings))
                .isEqualTo("8c323df3c1179417bd90f0187374462e839c771dbe70bff2d1d0c958e9273454");
    }

    @Test
    void tellsMappingsApartWhoseListsReadAlike() {
        // Given
        Transfer two = transfer("rows").key("a", "b").build();
        Transfer one = transfer("rows").key("a, b").build();

        // When / Then
        assertThat(TransferDefinition.hash(two)).isNotEqualTo(TransferDefinition.hash(one));
        assertThat(two.key().toString()).isEqualTo(one.key().toString());
    }
}
