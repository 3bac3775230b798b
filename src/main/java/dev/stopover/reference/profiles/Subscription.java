package dev.stopover.reference.profiles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a user has subscribed to. */
@Entity
@Table(name = "\"Subscription\"")
public class Subscription extends PanacheEntityBase {
    @Id
    @Column(name = "\"id\"", nullable = false)
    public String id;

    @Column(name = "\"userId\"", nullable = false)
    public String userId;

    @Column(name = "\"status\"", nullable = false)
    public String status;

    @Column(name = "\"stripeCustomerId\"")
    public @Nullable String stripeCustomerId;

    @Column(name = "\"stripeSubscriptionId\"")
    public @Nullable String stripeSubscriptionId;

    @Column(name = "\"stripePriceId\"")
    public @Nullable String stripePriceId;

    @Column(name = "\"currentPeriodEnd\"")
    public @Nullable Instant currentPeriodEnd;

    @Column(name = "\"createdAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"updatedAt\"", nullable = false)
    public Instant updatedAt;
}
