package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A change of a subscription. */
@Entity
@Table(name = "\"SubscriptionEvents\"")
public class SubscriptionEvent extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"SubscriptionId\"", nullable = false)
    public UUID subscriptionId;

    @Column(name = "\"EventType\"", nullable = false)
    public String eventType;

    @Column(name = "\"FromPlanId\"")
    public @Nullable Integer fromPlanId;

    @Column(name = "\"ToPlanId\"")
    public @Nullable Integer toPlanId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Details\"")
    public @Nullable String details;

    @Column(name = "\"OccurredAt\"", nullable = false)
    public Instant occurredAt;
}
