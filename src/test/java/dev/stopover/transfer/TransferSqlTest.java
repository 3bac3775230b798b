package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.plan.Transfer;
import dev.stopover.plan.Transfer.Join;
import org.junit.jupiter.api.Test;

class TransferSqlTest {
    @Test
    void describesATransferAsOneStatement() {
        // Given
        Transfer bookings = transfer("bookings")
                .from("bookings", "b")
                .into("app.new_bookings")
                .join("n", "countries", "n.code = b.country", Join.Type.LEFT, true)
                .follow("u", "customers", "b.customer_id")
                .column("id", "b.id")
                .column("userId", "u.id")
                .where("b.deleted_at is null")
                .build();

        // When
        String sql = TransferSql.describe(bookings);

        // Then
        assertThat(sql).isEqualTo("""
                        insert into "app"."new_bookings" ("id", "userId")
                        select b.id,
                               u.id
                        from "bookings" as "b"
                        left join "countries" as "n" on n.code = b.country
                        left join /* what customers made of */ (b.customer_id) as "u"
                        where b.deleted_at is null
                        on conflict (/* primary key of app.new_bookings */) do nothing
                        """);
    }

    @Test
    void namesTheColumnsOnWhichRowsAreMerged() {
        // Given
        Transfer customers = transfer("customers")
                .column("email", "s.email")
                .onConflict("email")
                .build();

        // When
        String sql = TransferSql.describe(customers);

        // Then
        assertThat(sql).endsWith("on conflict (\"email\") do nothing\n");
    }
}
