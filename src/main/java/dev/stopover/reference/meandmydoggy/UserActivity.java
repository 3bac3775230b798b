package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Something that a user did. */
@Entity
@Table(name = "\"UserActivities\"")
public class UserActivity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"ActivityType\"", nullable = false)
    public String activityType;

    @Column(name = "\"EntityType\"")
    public @Nullable String entityType;

    @Column(name = "\"EntityId\"")
    public @Nullable String entityId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Details\"")
    public @Nullable String details;

    @Column(name = "\"OccurredAt\"", nullable = false)
    public Instant occurredAt;
}
