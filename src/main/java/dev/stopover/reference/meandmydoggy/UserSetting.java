package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a user wants the application to be. */
@Entity
@Table(name = "\"UserSettings\"")
public class UserSetting extends PanacheEntityBase {
    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"Theme\"", nullable = false)
    public String theme;

    @Column(name = "\"DateFormat\"", nullable = false)
    public String dateFormat;

    @Column(name = "\"WeightUnit\"", nullable = false)
    public String weightUnit;

    @Column(name = "\"DistanceUnit\"", nullable = false)
    public String distanceUnit;

    @Column(name = "\"ProfileVisibility\"", nullable = false)
    public String profileVisibility;

    @Column(name = "\"ShowOnlineStatus\"", nullable = false)
    public boolean showOnlineStatus;

    @Column(name = "\"MarketingConsentAt\"")
    public @Nullable Instant marketingConsentAt;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
