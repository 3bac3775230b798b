package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An appointment that a user made in a studio. */
@Entity
@Table(name = "new_bookings")
public class Booking extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "studio_id", nullable = false)
    public String studioId;

    @Column(name = "customer_id", nullable = false)
    public String customerId;

    @Column(name = "guest_name")
    public @Nullable String guestName;

    @Column(name = "guest_email")
    public @Nullable String guestEmail;

    @Column(name = "guest_phone")
    public @Nullable String guestPhone;

    @Column(name = "starts_at", nullable = false)
    public Instant startsAt;

    @Column(name = "ends_at", nullable = false)
    public Instant endsAt;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "status", columnDefinition = "booking_status", nullable = false)
    public BookingStatus status;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "source", columnDefinition = "booking_source", nullable = false)
    public BookingSource source;

    @Column(name = "price_cents")
    public @Nullable Integer priceCents;

    @Column(name = "currency", nullable = false)
    public String currency;

    @Column(name = "notes")
    public @Nullable String notes;

    @Column(name = "cancellation_reason")
    public @Nullable String cancellationReason;

    @Column(name = "reminder_sent", nullable = false)
    public boolean reminderSent;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
