package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A vaccination. */
@Entity
@Table(name = "\"DogVaccinations\"")
public class DogVaccination extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"DogId\"", nullable = false)
    public UUID dogId;

    @Column(name = "\"MedicalRecordId\"")
    public @Nullable UUID medicalRecordId;

    @Column(name = "\"VaccineName\"", nullable = false)
    public String vaccineName;

    @Column(name = "\"BatchNumber\"")
    public @Nullable String batchNumber;

    @Column(name = "\"AdministeredOn\"", nullable = false)
    public LocalDate administeredOn;

    @Column(name = "\"ValidUntil\"")
    public @Nullable LocalDate validUntil;

    @Column(name = "\"AdministeredBy\"")
    public @Nullable String administeredBy;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
