package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Something that a user is told. */
@Entity
@Table(name = "\"Notifications\"")
public class Notification extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"NotificationType\"", nullable = false)
    public String notificationType;

    @Column(name = "\"Title\"", nullable = false)
    public String title;

    @Column(name = "\"Body\"")
    public @Nullable String body;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Payload\"", nullable = false)
    public String payload;

    @Column(name = "\"Priority\"", nullable = false)
    public String priority;

    @Column(name = "\"ReadAt\"")
    public @Nullable Instant readAt;

    @Column(name = "\"ExpiresAt\"")
    public @Nullable Instant expiresAt;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
