package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A key with which programs act for a team, of which only the hash is kept. */
@Entity
@Table(name = "ApiKey")
public class ApiKey extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "teamId", nullable = false)
    public String teamId;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "hashedKey", nullable = false)
    public String hashedKey;

    @Column(name = "createdAt", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "expiresAt")
    public @Nullable LocalDateTime expiresAt;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "scopes", columnDefinition = "text[]", nullable = false)
    public List<String> scopes;
}
