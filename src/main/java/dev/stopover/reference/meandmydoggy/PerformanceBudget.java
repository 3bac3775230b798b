package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a measurement must not exceed. */
@Entity
@Table(name = "\"PerformanceBudgets\"")
public class PerformanceBudget extends PanacheEntityBase {
    @Id
    @Column(name = "\"MetricName\"", nullable = false)
    public String metricName;

    @Column(name = "\"Unit\"", nullable = false)
    public String unit;

    @Column(name = "\"MaxValue\"", nullable = false)
    public double maxValue;

    @Column(name = "\"Percentile\"", nullable = false)
    public BigDecimal percentile;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;

    @Column(name = "\"UpdatedBy\"")
    public @Nullable String updatedBy;
}
