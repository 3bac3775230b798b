package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Somebody in a team. */
@Entity
@Table(name = "TeamMember")
public class TeamMember extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "teamId", nullable = false)
    public String teamId;

    @Column(name = "userId", nullable = false)
    public String userId;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "role", columnDefinition = "TeamRole", nullable = false)
    public TeamRole role;

    @Column(name = "joinedAt", nullable = false)
    public LocalDateTime joinedAt;
}
