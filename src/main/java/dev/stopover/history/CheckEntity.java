package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What one check found, once. */
@Entity
@Immutable
@Table(schema = "stopover", name = "check_result")
public class CheckEntity extends PanacheEntityBase {
    @Id
    public long id;

    @Column(name = "run_id")
    public long runId;

    public String plan;
    public String phase;
    public String name;
    public String kind;
    public boolean passed;
    public String expected;
    public String actual;
    public String detail;
    public String[] keys;

    @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
    public Duration took;

    @Column(name = "checked_at")
    public Instant checkedAt;

    /** The latest result of every check of a plan, in the order in which the checks ran. */
    public static List<CheckEntity> latest(String plan) {
        return list("""
                from CheckEntity c
                where c.id in (
                  select max(l.id)
                  from CheckEntity l
                  where l.plan = ?1
                  group by l.phase, l.name)
                order by c.id
                """, plan);
    }
}
