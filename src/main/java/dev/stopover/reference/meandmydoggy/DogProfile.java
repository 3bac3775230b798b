package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A dog; the column for searching is the database's alone. */
@Entity
@Table(name = "\"DogProfiles\"")
public class DogProfile extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"OwnerId\"", nullable = false)
    public String ownerId;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"Breed\"")
    public @Nullable String breed;

    @Column(name = "\"SecondaryBreed\"")
    public @Nullable String secondaryBreed;

    @Column(name = "\"Birthdate\"")
    public @Nullable LocalDate birthdate;

    @Column(name = "\"Weight\"")
    public @Nullable BigDecimal weight;

    @Column(name = "\"Height\"")
    public @Nullable BigDecimal height;

    @Column(name = "\"Gender\"")
    public @Nullable String gender;

    @Column(name = "\"IsSpayedNeutered\"")
    public @Nullable Boolean isSpayedNeutered;

    @Column(name = "\"CoatColor\"")
    public @Nullable String coatColor;

    @Column(name = "\"CoatType\"")
    public @Nullable String coatType;

    @Column(name = "\"EyeColor\"")
    public @Nullable String eyeColor;

    @Column(name = "\"MicrochipNumber\"")
    public @Nullable String microchipNumber;

    @Column(name = "\"RegistrationNumber\"")
    public @Nullable String registrationNumber;

    @Column(name = "\"EmergencyContactName\"")
    public @Nullable String emergencyContactName;

    @Column(name = "\"EmergencyContactPhone\"")
    public @Nullable String emergencyContactPhone;

    @Column(name = "\"EmergencyContactRelationship\"")
    public @Nullable String emergencyContactRelationship;

    @Column(name = "\"VeterinarianName\"")
    public @Nullable String veterinarianName;

    @Column(name = "\"VeterinarianPhone\"")
    public @Nullable String veterinarianPhone;

    @Column(name = "\"VeterinarianAddress\"")
    public @Nullable String veterinarianAddress;

    @Column(name = "\"EnergyLevel\"")
    public @Nullable String energyLevel;

    @Column(name = "\"SocializationLevel\"")
    public @Nullable String socializationLevel;

    @Column(name = "\"TrainingLevel\"")
    public @Nullable String trainingLevel;

    @Column(name = "\"SpecialNeeds\"")
    public @Nullable String specialNeeds;

    @Column(name = "\"Medications\"")
    public @Nullable String medications;

    @Column(name = "\"Allergies\"")
    public @Nullable String allergies;

    @Column(name = "\"BehaviorNotes\"")
    public @Nullable String behaviorNotes;

    @Column(name = "\"DietaryRestrictions\"")
    public @Nullable String dietaryRestrictions;

    @Column(name = "\"ProfileImageUrl\"")
    public @Nullable String profileImageUrl;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"AdditionalPhotos\"")
    public @Nullable String additionalPhotos;

    @Column(name = "\"Origin\"", nullable = false)
    public String origin;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
