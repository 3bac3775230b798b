package dev.stopover.reference.smarterfirms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes a user a consultant. */
@Entity
@Table(name = "`ConsultantProfile`")
public class ConsultantProfile extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "`userId`", nullable = false)
    public String userId;

    @Column(name = "`referralCode`", nullable = false)
    public String referralCode;

    @Column(name = "specialties", nullable = false)
    public List<String> specialties;

    @Column(name = "`hourlyRateCents`")
    public @Nullable Integer hourlyRateCents;

    @Column(name = "website")
    public @Nullable String website;

    @Column(name = "`isListed`", nullable = false)
    public boolean isListed;

    @Column(name = "`createdAt`", nullable = false)
    public Instant createdAt;

    @Column(name = "`updatedAt`", nullable = false)
    public Instant updatedAt;
}
