package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user has subscribed to. */
@Entity
@Table(name = "\"UserSubscriptions\"")
public class UserSubscription extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"PlanId\"", nullable = false)
    public int planId;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"BillingPeriod\"", nullable = false)
    public String billingPeriod;

    @Column(name = "\"StartedAt\"", nullable = false)
    public Instant startedAt;

    @Column(name = "\"TrialEndsAt\"")
    public @Nullable Instant trialEndsAt;

    @Column(name = "\"CurrentPeriodStart\"", nullable = false)
    public Instant currentPeriodStart;

    @Column(name = "\"CurrentPeriodEnd\"", nullable = false)
    public Instant currentPeriodEnd;

    @Column(name = "\"CancelledAt\"")
    public @Nullable Instant cancelledAt;

    @Column(name = "\"EndedAt\"")
    public @Nullable Instant endedAt;

    @Column(name = "\"ExternalReference\"")
    public @Nullable String externalReference;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
