package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dog that an appointment is for. */
@Entity
@IdClass(AppointmentDog.Key.class)
@Table(name = "\"AppointmentDogs\"")
public class AppointmentDog extends PanacheEntityBase {
    @Id
    @Column(name = "\"AppointmentId\"", nullable = false)
    public UUID appointmentId;

    @Id
    @Column(name = "\"DogId\"", nullable = false)
    public UUID dogId;

    @Column(name = "\"Notes\"")
    public @Nullable String notes;

    /** What makes a row the only one of its kind. */
    public record Key(UUID appointmentId, UUID dogId) implements Serializable {}
}
