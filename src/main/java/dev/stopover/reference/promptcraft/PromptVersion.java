package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One of the texts that a prompt has had. */
@Entity
@Table(name = "PromptVersion")
public class PromptVersion extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "promptId", nullable = false)
    public String promptId;

    @Column(name = "content", nullable = false)
    public String content;

    @Column(name = "version", nullable = false)
    public int version;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "changes")
    public @Nullable String changes;

    @Column(name = "createdBy", nullable = false)
    public String createdBy;

    @Column(name = "createdAt", nullable = false)
    public LocalDateTime createdAt;
}
