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

/** People who share prompts, keys and usage. */
@Entity
@Table(name = "Team")
public class Team extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "createdAt", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "updatedAt", nullable = false)
    public LocalDateTime updatedAt;

    @Column(name = "ownerId", nullable = false)
    public String ownerId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "settings")
    public @Nullable String settings;
}
