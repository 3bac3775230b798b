package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What was changed by whom. */
@Entity
@IdClass(AuditLog.Key.class)
@Table(name = "\"AuditLogs\"")
public class AuditLog extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"")
    public @Nullable String userId;

    @Column(name = "\"Action\"", nullable = false)
    public String action;

    @Column(name = "\"EntityType\"", nullable = false)
    public String entityType;

    @Column(name = "\"EntityId\"")
    public @Nullable String entityId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"OldValues\"")
    public @Nullable String oldValues;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"NewValues\"")
    public @Nullable String newValues;

    @JdbcTypeCode(SqlTypes.INET)
    @Column(name = "\"IPAddress\"")
    public @Nullable InetAddress ipAddress;

    @Column(name = "\"UserAgent\"")
    public @Nullable String userAgent;

    @Column(name = "\"SessionId\"")
    public @Nullable UUID sessionId;

    @Id
    @Column(name = "\"Timestamp\"", nullable = false)
    public Instant timestamp;

    @Column(name = "\"Severity\"", nullable = false)
    public String severity;

    /** What makes a row the only one of its kind. */
    public record Key(UUID id, Instant timestamp) implements Serializable {}
}
