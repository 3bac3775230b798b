package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device that can be pushed to. */
@Entity
@Table(name = "\"PushDevices\"")
public class PushDevice extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"Platform\"", nullable = false)
    public String platform;

    @Column(name = "\"Token\"", nullable = false)
    public String token;

    @Column(name = "\"DeviceName\"")
    public @Nullable String deviceName;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"LastUsedAt\"", nullable = false)
    public Instant lastUsedAt;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
