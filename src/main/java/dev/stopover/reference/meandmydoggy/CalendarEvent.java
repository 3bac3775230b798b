package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event of a calendar elsewhere. */
@Entity
@Table(name = "\"CalendarEvents\"")
public class CalendarEvent extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ConnectionId\"", nullable = false)
    public UUID connectionId;

    @Column(name = "\"AppointmentId\"")
    public @Nullable UUID appointmentId;

    @Column(name = "\"ExternalId\"", nullable = false)
    public String externalId;

    @Column(name = "\"Title\"")
    public @Nullable String title;

    @Column(name = "\"StartsAt\"", nullable = false)
    public Instant startsAt;

    @Column(name = "\"EndsAt\"", nullable = false)
    public Instant endsAt;

    @Column(name = "\"IsBusy\"", nullable = false)
    public boolean isBusy;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
