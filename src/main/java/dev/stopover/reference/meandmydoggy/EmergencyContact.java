package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody to call when the owner cannot be reached. */
@Entity
@Table(name = "\"EmergencyContacts\"")
public class EmergencyContact extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"DogId\"")
    public @Nullable UUID dogId;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"Relationship\"")
    public @Nullable String relationship;

    @Column(name = "\"Phone\"", nullable = false)
    public String phone;

    @Column(name = "\"Email\"")
    public @Nullable String email;

    @Column(name = "\"Priority\"", nullable = false)
    public short priority;

    @Column(name = "\"CanAuthorizeTreatment\"", nullable = false)
    public boolean canAuthorizeTreatment;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
