package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A try to sign in. */
@Entity
@Table(name = "\"LoginAttempts\"")
public class LoginAttempt extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"Email\"", nullable = false)
    public String email;

    @JdbcTypeCode(SqlTypes.INET)
    @Column(name = "\"IPAddress\"", nullable = false)
    public InetAddress ipAddress;

    @Column(name = "\"UserAgent\"")
    public @Nullable String userAgent;

    @Column(name = "\"Success\"", nullable = false)
    public boolean success;

    @Column(name = "\"FailureReason\"")
    public @Nullable String failureReason;

    @Column(name = "\"AttemptedAt\"", nullable = false)
    public Instant attemptedAt;
}
