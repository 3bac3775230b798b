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

/** A signed-in device. */
@Entity
@Table(name = "\"UserSessions\"")
public class UserSession extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"SessionToken\"", nullable = false)
    public String sessionToken;

    @Column(name = "\"RefreshToken\"", nullable = false)
    public String refreshToken;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"ExpiresAt\"", nullable = false)
    public Instant expiresAt;

    @Column(name = "\"LastActivityAt\"", nullable = false)
    public Instant lastActivityAt;

    @JdbcTypeCode(SqlTypes.INET)
    @Column(name = "\"IPAddress\"")
    public @Nullable InetAddress ipAddress;

    @Column(name = "\"UserAgent\"")
    public @Nullable String userAgent;

    @Column(name = "\"DeviceInfo\"")
    public @Nullable String deviceInfo;

    @Column(name = "\"Location\"")
    public @Nullable String location;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"EndedAt\"")
    public @Nullable Instant endedAt;

    @Column(name = "\"EndReason\"")
    public @Nullable String endReason;
}
