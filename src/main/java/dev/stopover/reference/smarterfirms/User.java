package dev.stopover.reference.smarterfirms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Somebody who signs in, for a law firm or as a consultant. */
@Entity
@Table(name = "`User`")
public class User extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "email", nullable = false)
    public String email;

    @Column(name = "name")
    public @Nullable String name;

    @Column(name = "`passwordHash`")
    public @Nullable String passwordHash;

    @Column(name = "`clioUserId`")
    public @Nullable String clioUserId;

    @Column(name = "`firmId`")
    public @Nullable String firmId;

    @Column(name = "`isAdmin`", nullable = false)
    public boolean isAdmin;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "type", columnDefinition = "\"UserType\"", nullable = false)
    public UserType type;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "`authMethod`", columnDefinition = "\"AuthMethod\"", nullable = false)
    public AuthMethod authMethod;

    @Column(name = "`hasClioConnection`", nullable = false)
    public boolean hasClioConnection;

    @Column(name = "organization")
    public @Nullable String organization;

    @Column(name = "bio")
    public @Nullable String bio;

    @Column(name = "`deactivatedAt`")
    public @Nullable Instant deactivatedAt;

    @Column(name = "`createdAt`", nullable = false)
    public Instant createdAt;

    @Column(name = "`updatedAt`", nullable = false)
    public Instant updatedAt;
}
