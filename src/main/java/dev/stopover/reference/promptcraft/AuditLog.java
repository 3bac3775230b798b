package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Something that a user did. */
@Entity
@Table(name = "AuditLog")
public class AuditLog extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "userId", nullable = false)
    public String userId;

    @Column(name = "teamId")
    public @Nullable String teamId;

    @Column(name = "action", nullable = false)
    public String action;

    @Column(name = "resourceType", nullable = false)
    public String resourceType;

    @Column(name = "resourceId", nullable = false)
    public String resourceId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "metadata")
    public @Nullable String metadata;

    @Column(name = "createdAt", nullable = false)
    public LocalDateTime createdAt;
}
