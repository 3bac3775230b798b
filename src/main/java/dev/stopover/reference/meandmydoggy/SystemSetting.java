package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A setting that changes without a release. */
@Entity
@Table(name = "\"SystemSettings\"")
public class SystemSetting extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Integer id;

    @Column(name = "\"SettingKey\"", nullable = false)
    public String settingKey;

    @Column(name = "\"SettingValue\"", nullable = false)
    public String settingValue;

    @Column(name = "\"DataType\"", nullable = false)
    public String dataType;

    @Column(name = "\"Category\"", nullable = false)
    public String category;

    @Column(name = "\"Description\"")
    public @Nullable String description;

    @Column(name = "\"IsUserEditable\"", nullable = false)
    public boolean isUserEditable;

    @Column(name = "\"IsEncrypted\"", nullable = false)
    public boolean isEncrypted;

    @Column(name = "\"ValidationRule\"")
    public @Nullable String validationRule;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;

    @Column(name = "\"UpdatedBy\"")
    public @Nullable String updatedBy;
}
