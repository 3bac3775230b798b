package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hours of a provider's ordinary week. */
@Entity
@Table(name = "\"ProviderAvailability\"")
public class ProviderAvailability extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Column(name = "\"Weekday\"", nullable = false)
    public short weekday;

    @Column(name = "\"StartsAt\"", nullable = false)
    public LocalTime startsAt;

    @Column(name = "\"EndsAt\"", nullable = false)
    public LocalTime endsAt;

    @Column(name = "\"TimeZone\"", nullable = false)
    public String timeZone;

    @Column(name = "\"ValidFrom\"", nullable = false)
    public LocalDate validFrom;

    @Column(name = "\"ValidUntil\"")
    public @Nullable LocalDate validUntil;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
