package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user who walks, sits, grooms or trains dogs. */
@Entity
@Table(name = "\"ServiceProviders\"")
public class ServiceProvider extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"BusinessName\"", nullable = false)
    public String businessName;

    @Column(name = "\"Description\"")
    public @Nullable String description;

    @Column(name = "\"Phone\"")
    public @Nullable String phone;

    @Column(name = "\"IsVerified\"", nullable = false)
    public boolean isVerified;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;

    @Column(name = "\"YearsOfExperience\"")
    public @Nullable Short yearsOfExperience;

    @Column(name = "\"AverageRating\"")
    public @Nullable BigDecimal averageRating;

    @Column(name = "\"ReviewCount\"", nullable = false)
    public int reviewCount;

    @Column(name = "\"AcceptsBookings\"", nullable = false)
    public boolean acceptsBookings;

    @Column(name = "\"InstantBooking\"", nullable = false)
    public boolean instantBooking;

    @Column(name = "\"InsuranceExpiresOn\"")
    public @Nullable LocalDate insuranceExpiresOn;

    @Column(name = "\"Slug\"", nullable = false)
    public String slug;
}
