package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hours that are not as in the ordinary week. */
@Entity
@Table(name = "\"AvailabilityExceptions\"")
public class AvailabilityException extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Column(name = "\"StartsAt\"", nullable = false)
    public Instant startsAt;

    @Column(name = "\"EndsAt\"", nullable = false)
    public Instant endsAt;

    @Column(name = "\"IsAvailable\"", nullable = false)
    public boolean isAvailable;

    @Column(name = "\"Reason\"")
    public @Nullable String reason;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
