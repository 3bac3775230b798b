package dev.stopover.reference.meandmydoggy;

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

/** A small thing that a screen remembers. */
@Entity
@IdClass(UserPreference.Key.class)
@Table(name = "\"UserPreferences\"")
public class UserPreference extends PanacheEntityBase {
    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Id
    @Column(name = "\"PreferenceKey\"", nullable = false)
    public String preferenceKey;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"PreferenceValue\"", nullable = false)
    public String preferenceValue;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;

    /** What makes a row the only one of its kind. */
    public record Key(String userId, String preferenceKey) implements Serializable {}
}
