package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A way on which a notification went out. */
@Entity
@Table(name = "\"NotificationDeliveries\"")
public class NotificationDelivery extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"NotificationId\"", nullable = false)
    public UUID notificationId;

    @Column(name = "\"Channel\"", nullable = false)
    public String channel;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"Attempts\"", nullable = false)
    public int attempts;

    @Column(name = "\"LastAttemptAt\"")
    public @Nullable Instant lastAttemptAt;

    @Column(name = "\"ErrorMessage\"")
    public @Nullable String errorMessage;
}
