package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** How one run of a prompt went. */
@Entity
@Table(name = "PerformanceMetrics")
public class PerformanceMetrics extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "promptId", nullable = false)
    public String promptId;

    @Column(name = "responseTime", nullable = false)
    public int responseTime;

    @Column(name = "success", nullable = false)
    public boolean success;

    @Column(name = "errorMessage")
    public @Nullable String errorMessage;

    @Column(name = "createdAt", nullable = false)
    public LocalDateTime createdAt;
}
