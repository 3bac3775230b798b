package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that was checked of a provider. */
@Entity
@Table(name = "\"ProviderVerifications\"")
public class ProviderVerification extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Column(name = "\"VerificationType\"", nullable = false)
    public String verificationType;

    @Column(name = "\"KycVerificationId\"")
    public @Nullable UUID kycVerificationId;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"DecidedBy\"")
    public @Nullable String decidedBy;

    @Column(name = "\"DecidedAt\"")
    public @Nullable Instant decidedAt;

    @Column(name = "\"ExpiresAt\"")
    public @Nullable Instant expiresAt;

    @Column(name = "\"Notes\"")
    public @Nullable String notes;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
