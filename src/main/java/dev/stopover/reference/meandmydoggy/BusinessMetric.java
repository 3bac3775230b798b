package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** A number of the business. */
@Entity
@IdClass(BusinessMetric.Key.class)
@Table(name = "\"BusinessMetrics\"")
public class BusinessMetric extends PanacheEntityBase {
    @Id
    @Column(name = "\"MetricName\"", nullable = false)
    public String metricName;

    @Id
    @Column(name = "\"Period\"", nullable = false)
    public String period;

    @Id
    @Column(name = "\"PeriodStart\"", nullable = false)
    public LocalDate periodStart;

    @Id
    @Column(name = "\"Dimension\"", nullable = false)
    public String dimension;

    @Column(name = "\"Value\"", nullable = false)
    public BigDecimal value;

    @Column(name = "\"CalculatedAt\"", nullable = false)
    public Instant calculatedAt;

    /** What makes a row the only one of its kind. */
    public record Key(String metricName, String period, LocalDate periodStart, String dimension)
            implements Serializable {}
}
