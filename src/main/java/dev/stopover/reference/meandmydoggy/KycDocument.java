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

/** A paper shown for a verification. */
@Entity
@Table(name = "\"KycDocuments\"")
public class KycDocument extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"VerificationId\"", nullable = false)
    public UUID verificationId;

    @Column(name = "\"FileId\"", nullable = false)
    public UUID fileId;

    @Column(name = "\"DocumentType\"", nullable = false)
    public String documentType;

    @Column(name = "\"IssuingCountry\"")
    public @Nullable String issuingCountry;

    @Column(name = "\"DocumentNumberHash\"")
    public @Nullable String documentNumberHash;

    @Column(name = "\"IssuedOn\"")
    public @Nullable LocalDate issuedOn;

    @Column(name = "\"ExpiresOn\"")
    public @Nullable LocalDate expiresOn;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
