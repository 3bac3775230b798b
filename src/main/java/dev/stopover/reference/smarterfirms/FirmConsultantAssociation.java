package dev.stopover.reference.smarterfirms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A consultant who works for a firm, is to or did. */
@Entity
@Table(name = "`FirmConsultantAssociation`")
public class FirmConsultantAssociation extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "`firmId`", nullable = false)
    public String firmId;

    @Column(name = "`consultantId`", nullable = false)
    public String consultantId;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "`accessLevel`", columnDefinition = "\"AccessLevel\"", nullable = false)
    public AccessLevel accessLevel;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "status", columnDefinition = "\"AssociationStatus\"", nullable = false)
    public AssociationStatus status;

    @Column(name = "`invitedById`")
    public @Nullable String invitedById;

    @Column(name = "`acceptedAt`")
    public @Nullable Instant acceptedAt;

    @Column(name = "`revokedAt`")
    public @Nullable Instant revokedAt;

    @Column(name = "`createdAt`", nullable = false)
    public Instant createdAt;

    @Column(name = "`updatedAt`", nullable = false)
    public Instant updatedAt;
}
