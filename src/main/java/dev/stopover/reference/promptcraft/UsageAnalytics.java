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

/** How often a user has used a feature. */
@Entity
@Table(name = "UsageAnalytics")
public class UsageAnalytics extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "userId", nullable = false)
    public String userId;

    @Column(name = "teamId")
    public @Nullable String teamId;

    @Column(name = "feature", nullable = false)
    public String feature;

    @Column(name = "usageCount", nullable = false)
    public int usageCount;

    @Column(name = "lastUsedAt", nullable = false)
    public LocalDateTime lastUsedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "metadata")
    public @Nullable String metadata;
}
