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
import org.jspecify.annotations.Nullable;

/** Something that happened to a dog's health. */
@Entity
@Table(name = "\"DogMedicalRecords\"")
public class DogMedicalRecord extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"DogId\"", nullable = false)
    public UUID dogId;

    @Column(name = "\"RecordType\"", nullable = false)
    public String recordType;

    @Column(name = "\"Title\"", nullable = false)
    public String title;

    @Column(name = "\"Description\"")
    public @Nullable String description;

    @Column(name = "\"VeterinarianName\"")
    public @Nullable String veterinarianName;

    @Column(name = "\"ClinicName\"")
    public @Nullable String clinicName;

    @Column(name = "\"OccurredOn\"", nullable = false)
    public LocalDate occurredOn;

    @Column(name = "\"NextDueOn\"")
    public @Nullable LocalDate nextDueOn;

    @Column(name = "\"Cost\"")
    public @Nullable BigDecimal cost;

    @Column(name = "\"Currency\"")
    public @Nullable String currency;

    @Column(name = "\"FileId\"")
    public @Nullable UUID fileId;

    @Column(name = "\"CreatedBy\"")
    public @Nullable String createdBy;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
