package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Whether a user wants a category pushed. */
@Entity
@IdClass(PushNotificationSetting.Key.class)
@Table(name = "\"PushNotificationSettings\"")
public class PushNotificationSetting extends PanacheEntityBase {
    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Id
    @Column(name = "\"Category\"", nullable = false)
    public String category;

    @Column(name = "\"IsEnabled\"", nullable = false)
    public boolean isEnabled;

    @Column(name = "\"QuietFrom\"")
    public @Nullable LocalTime quietFrom;

    @Column(name = "\"QuietUntil\"")
    public @Nullable LocalTime quietUntil;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;

    /** What makes a row the only one of its kind. */
    public record Key(String userId, String category) implements Serializable {}
}
