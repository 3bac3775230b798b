package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A plan that was run against this database at least once. */
@Entity
@Immutable
@Table(schema = "stopover", name = "plan")
public class PlanEntity extends PanacheEntityBase {
    @Id
    public String name;

    public String title;
    public long epoch;
    public String hash;
}
