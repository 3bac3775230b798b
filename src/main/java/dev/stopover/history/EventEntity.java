package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Something worth knowing that happened in a run. */
@Entity
@Immutable
@Table(schema = "stopover", name = "event")
public class EventEntity extends PanacheEntityBase {
    @Id
    public long id;

    @Column(name = "run_id")
    public @Nullable Long runId;

    public String plan;
    public @Nullable String phase;
    public String kind;
    public String message;
    public Instant at;

    /** The events of a plan after the one with that id, in their order. */
    public static List<EventEntity> after(String plan, long id) {
        return list("plan = ?1 and id > ?2 order by id", plan, id);
    }

    /** The latest events of a plan, the newest first. */
    public static List<EventEntity> latest(String plan, int most) {
        return find("plan = ?1 order by id desc", plan).page(0, most).list();
    }

    /** The latest events of a kind, the newest first. */
    public static List<EventEntity> latest(String plan, String kind, int most) {
        return find("plan = ?1 and kind = ?2 order by id desc", plan, kind)
                .page(0, most)
                .list();
    }
}
