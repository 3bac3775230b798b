package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A proof of who somebody is. */
@Entity
@Table(name = "\"KycVerifications\"")
public class KycVerification extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"VerificationType\"", nullable = false)
    public String verificationType;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"Provider\"")
    public @Nullable String provider;

    @Column(name = "\"ProviderReference\"")
    public @Nullable String providerReference;

    @Column(name = "\"SubmittedAt\"", nullable = false)
    public Instant submittedAt;

    @Column(name = "\"ReviewedAt\"")
    public @Nullable Instant reviewedAt;

    @Column(name = "\"ReviewedBy\"")
    public @Nullable String reviewedBy;

    @Column(name = "\"RejectionReason\"")
    public @Nullable String rejectionReason;

    @Column(name = "\"ExpiresAt\"")
    public @Nullable Instant expiresAt;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
