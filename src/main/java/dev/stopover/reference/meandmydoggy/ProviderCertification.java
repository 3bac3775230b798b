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

/** A course or diploma. */
@Entity
@Table(name = "\"ProviderCertifications\"")
public class ProviderCertification extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"Issuer\"", nullable = false)
    public String issuer;

    @Column(name = "\"IssuedOn\"")
    public @Nullable LocalDate issuedOn;

    @Column(name = "\"ExpiresOn\"")
    public @Nullable LocalDate expiresOn;

    @Column(name = "\"FileId\"")
    public @Nullable UUID fileId;

    @Column(name = "\"VerificationId\"")
    public @Nullable UUID verificationId;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
