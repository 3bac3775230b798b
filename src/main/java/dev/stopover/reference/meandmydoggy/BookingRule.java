package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a provider asks of a booking. */
@Entity
@Table(name = "\"BookingRules\"")
public class BookingRule extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Column(name = "\"ServiceCode\"")
    public @Nullable String serviceCode;

    @Column(name = "\"MinNoticeMinutes\"", nullable = false)
    public int minNoticeMinutes;

    @Column(name = "\"MaxAdvanceDays\"", nullable = false)
    public int maxAdvanceDays;

    @Column(name = "\"MaxPerDay\"")
    public @Nullable Integer maxPerDay;

    @Column(name = "\"MaxDogs\"")
    public @Nullable Integer maxDogs;

    @Column(name = "\"BufferMinutes\"", nullable = false)
    public int bufferMinutes;

    @Column(name = "\"CancellationNoticeMinutes\"", nullable = false)
    public int cancellationNoticeMinutes;

    @Column(name = "\"RequiresVaccination\"", nullable = false)
    public boolean requiresVaccination;

    @Column(name = "\"RequiresApproval\"", nullable = false)
    public boolean requiresApproval;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
