package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Something that can be subscribed to. */
@Entity
@Table(name = "\"SubscriptionPlans\"")
public class SubscriptionPlan extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Integer id;

    @Column(name = "\"Code\"", nullable = false)
    public String code;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"Description\"")
    public @Nullable String description;

    @Column(name = "\"MonthlyPrice\"", nullable = false)
    public BigDecimal monthlyPrice;

    @Column(name = "\"YearlyPrice\"")
    public @Nullable BigDecimal yearlyPrice;

    @Column(name = "\"Currency\"", nullable = false)
    public String currency;

    @Column(name = "\"TrialDays\"", nullable = false)
    public int trialDays;

    @Column(name = "\"MaxDogs\"")
    public @Nullable Integer maxDogs;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Features\"", nullable = false)
    public String features;

    @Column(name = "\"SortOrder\"", nullable = false)
    public int sortOrder;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
