package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What somebody said of a version. */
@Entity
@Table(name = "PromptApproval")
public class PromptApproval extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "promptId", nullable = false)
    public String promptId;

    @Column(name = "versionId", nullable = false)
    public String versionId;

    @Column(name = "approverId", nullable = false)
    public String approverId;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "comment")
    public @Nullable String comment;

    @Column(name = "createdAt", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "updatedAt", nullable = false)
    public LocalDateTime updatedAt;
}
