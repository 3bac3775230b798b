package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One sample of one monitor. */
@Entity
@Immutable
@Table(schema = "stopover", name = "monitor_sample")
public class MonitorSampleEntity extends PanacheEntityBase {
    @Id
    public long id;

    public String plan;
    public String phase;
    public String monitor;

    @Column(name = "value")
    public @Nullable BigDecimal value;

    public String bound;
    public boolean within;
    public @Nullable String error;

    @Column(name = "sampled_at")
    public Instant sampledAt;

    /** The latest sample of every monitor of a plan. */
    public static List<MonitorSampleEntity> latest(String plan) {
        return list("""
                from MonitorSampleEntity s
                where s.id in (
                  select max(l.id)
                  from MonitorSampleEntity l
                  where l.plan = ?1
                  group by l.phase, l.monitor)
                order by s.phase, s.monitor
                """, plan);
    }
}
