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

/** Something that was done in the application. */
@Entity
@Table(name = "\"AnalyticsEvents\"")
public class AnalyticsEvent extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"UserId\"")
    public @Nullable String userId;

    @Column(name = "\"SessionId\"")
    public @Nullable UUID sessionId;

    @Column(name = "\"EventName\"", nullable = false)
    public String eventName;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Properties\"", nullable = false)
    public String properties;

    @Column(name = "\"Platform\"")
    public @Nullable String platform;

    @Column(name = "\"OccurredAt\"", nullable = false)
    public Instant occurredAt;
}
