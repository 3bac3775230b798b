package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A calendar elsewhere. */
@Entity
@Table(name = "\"CalendarConnections\"")
public class CalendarConnection extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"Provider\"", nullable = false)
    public String provider;

    @Column(name = "\"ExternalAccount\"", nullable = false)
    public String externalAccount;

    @Column(name = "\"CredentialReference\"", nullable = false)
    public String credentialReference;

    @Column(name = "\"SyncToken\"")
    public @Nullable String syncToken;

    @Column(name = "\"LastSyncedAt\"")
    public @Nullable Instant lastSyncedAt;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
