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

/** Something that a dashboard shows. */
@Entity
@Table(name = "\"DashboardWidgets\"")
public class DashboardWidget extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"WidgetType\"", nullable = false)
    public String widgetType;

    @Column(name = "\"ReportId\"")
    public @Nullable UUID reportId;

    @Column(name = "\"Position\"", nullable = false)
    public int position;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Configuration\"", nullable = false)
    public String configuration;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
