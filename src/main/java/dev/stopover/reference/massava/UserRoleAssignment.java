package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A role that a user has. */
@Entity
@IdClass(UserRoleAssignment.Key.class)
@Table(name = "user_role_assignments")
public class UserRoleAssignment extends PanacheEntityBase {
    @Id
    @Column(name = "user_id", nullable = false)
    public String userId;

    @Id
    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "role", columnDefinition = "user_role", nullable = false)
    public UserRole role;

    @Column(name = "granted_at", nullable = false)
    public Instant grantedAt;

    /** A user has a role once. */
    public record Key(String userId, UserRole role) implements Serializable {}
}
