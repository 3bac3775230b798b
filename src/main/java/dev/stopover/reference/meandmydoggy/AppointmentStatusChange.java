package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A state that an appointment was in. */
@Entity
@Table(name = "\"AppointmentStatusHistory\"")
public class AppointmentStatusChange extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"AppointmentId\"", nullable = false)
    public UUID appointmentId;

    @Column(name = "\"FromStatus\"")
    public @Nullable String fromStatus;

    @Column(name = "\"ToStatus\"", nullable = false)
    public String toStatus;

    @Column(name = "\"ChangedBy\"")
    public @Nullable String changedBy;

    @Column(name = "\"ChangedAt\"", nullable = false)
    public Instant changedAt;
}
