package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A booking. */
@Entity
@Table(name = "\"Appointments\"")
public class Appointment extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Column(name = "\"OwnerId\"", nullable = false)
    public String ownerId;

    @Column(name = "\"ServiceCode\"", nullable = false)
    public String serviceCode;

    @Column(name = "\"StartsAt\"", nullable = false)
    public Instant startsAt;

    @Column(name = "\"EndsAt\"", nullable = false)
    public Instant endsAt;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"Price\"")
    public @Nullable BigDecimal price;

    @Column(name = "\"Currency\"", nullable = false)
    public String currency;

    @Column(name = "\"AddressId\"")
    public @Nullable UUID addressId;

    @Column(name = "\"ConversationId\"")
    public @Nullable UUID conversationId;

    @Column(name = "\"Notes\"")
    public @Nullable String notes;

    @Column(name = "\"CancelledBy\"")
    public @Nullable String cancelledBy;

    @Column(name = "\"CancelledAt\"")
    public @Nullable Instant cancelledAt;

    @Column(name = "\"CancellationReason\"")
    public @Nullable String cancellationReason;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
