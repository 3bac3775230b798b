package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a user did, or what failed. */
@Entity
@Table(name = "audit_logs")
public class AuditLog extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "user_id")
    public @Nullable String userId;

    @Column(name = "action", nullable = false)
    public String action;

    @Column(name = "entity")
    public @Nullable String entity;

    @Column(name = "entity_id")
    public @Nullable String entityId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "metadata", nullable = false)
    public String metadata;

    @Column(name = "ip_address")
    public @Nullable String ipAddress;

    @Column(name = "user_agent")
    public @Nullable String userAgent;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
