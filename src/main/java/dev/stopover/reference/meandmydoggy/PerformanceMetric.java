package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A measurement of the platform. */
@Entity
@Table(name = "\"PerformanceMetrics\"")
public class PerformanceMetric extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"MetricName\"", nullable = false)
    public String metricName;

    @Column(name = "\"Value\"", nullable = false)
    public double value;

    @Column(name = "\"Unit\"", nullable = false)
    public String unit;

    @Column(name = "\"Host\"")
    public @Nullable String host;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Tags\"", nullable = false)
    public String tags;

    @Column(name = "\"MeasuredAt\"", nullable = false)
    public Instant measuredAt;
}
