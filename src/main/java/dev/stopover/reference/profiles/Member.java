package dev.stopover.reference.profiles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A user who takes part in a server. */
@Entity
@Table(name = "\"Member\"")
public class Member extends PanacheEntityBase {
    @Id
    @Column(name = "\"id\"", nullable = false)
    public String id;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "\"role\"", columnDefinition = "\"ServerRole\"", nullable = false)
    public ServerRole role;

    @Column(name = "\"userId\"", nullable = false)
    public String userId;

    @Column(name = "\"serverId\"", nullable = false)
    public String serverId;

    @Column(name = "\"createdAt\"", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "\"updatedAt\"", nullable = false)
    public LocalDateTime updatedAt;
}
