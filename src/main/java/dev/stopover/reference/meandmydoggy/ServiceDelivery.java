package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a service was in fact provided. */
@Entity
@Table(name = "\"ServiceDeliveries\"")
public class ServiceDelivery extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"AppointmentId\"", nullable = false)
    public UUID appointmentId;

    @Column(name = "\"StartedAt\"", nullable = false)
    public Instant startedAt;

    @Column(name = "\"EndedAt\"")
    public @Nullable Instant endedAt;

    @Column(name = "\"DistanceMeters\"")
    public @Nullable Integer distanceMeters;

    @Column(name = "\"Summary\"")
    public @Nullable String summary;

    @Column(name = "\"OwnerConfirmedAt\"")
    public @Nullable Instant ownerConfirmedAt;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
