package dev.stopover.reference.smarterfirms;

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
import org.jspecify.annotations.Nullable;

/** A sign-in or what goes with it; the database gives it its place in the chain and its hashes. */
@Entity
@IdClass(AuthLog.Key.class)
@Table(name = "`AuthLog`")
public class AuthLog extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Id
    @Column(name = "`createdAt`", nullable = false)
    public Instant createdAt;

    @Column(name = "`userId`")
    public @Nullable String userId;

    @Column(name = "`firmId`")
    public @Nullable String firmId;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "`eventType`", columnDefinition = "\"AuthEventType\"", nullable = false)
    public AuthEventType eventType;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "`authMethod`", columnDefinition = "\"AuthMethod\"")
    public @Nullable AuthMethod authMethod;

    @Column(name = "email")
    public @Nullable String email;

    @Column(name = "`ipAddress`")
    public @Nullable String ipAddress;

    @Column(name = "`userAgent`")
    public @Nullable String userAgent;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "metadata", nullable = false)
    public String metadata;

    @Column(name = "seq", nullable = false, insertable = false, updatable = false)
    public long seq;

    @Column(name = "`previousHash`", nullable = false, insertable = false, updatable = false)
    public byte[] previousHash;

    @Column(name = "hash", nullable = false, insertable = false, updatable = false)
    public byte[] hash;

    /** The key of a partitioned table holds what it is partitioned by. */
    public record Key(String id, Instant createdAt) implements Serializable {}
}
